// Keeps time for desk.js: a page in the background may not, a worker may.
setInterval(() => postMessage("now"), 10_000);

// Asks for alerts all the time; a new one sounds and shows in the title of the page.
// It tells the server whether it could sound: a mute page reaches nobody.
// After a nurse was away for long, the page is emptied and shows alerts alone.

const watch = document.getElementById("watch");
const state = document.getElementById("watch-state");
const sound = document.getElementById("sound");
const watching = state.textContent;
const title = document.title;
const audio = new AudioContext();
let known = names(watch);

function names(place) {
  return new Set(Array.from(place.querySelectorAll("[data-alert]"), (one) => one.dataset.alert));
}

function beep() {
  for (const [start, pitch] of [[0, 880], [0.25, 660], [0.5, 880]]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.value = 0.3;
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + start);
    tone.stop(audio.currentTime + start + 0.2);
  }
}

function canSound() {
  return audio.state === "running";
}

function offerSound() {
  sound.hidden = canSound();
}

function empty() {
  const note = document.createElement("p");
  const link = document.createElement("a");
  note.textContent = `${watch.dataset.idle} `;
  link.href = "/desk/login";
  link.textContent = watch.dataset.login;
  note.append(link);
  document.querySelector("main").replaceChildren(note);
  document.querySelector("nav form")?.remove();
}

function show(fresh) {
  const now = names(fresh);
  const isNew = [...now].some((one) => !known.has(one));
  document.getElementById("alerts").replaceWith(fresh);
  document.title = now.size ? `(${now.size}) ⚠ ${title}` : title;
  state.textContent = canSound() ? watching : watch.dataset.muted;
  if (isNew) beep();
  if ("idle" in fresh.dataset) empty();
  known = now;
}

async function ask() {
  try {
    const answer = await fetch(`/desk/alerts?sound=${canSound() ? "on" : "off"}`);
    if (answer.redirected) {
      location.replace("/desk/login");
      return;
    }
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    show(document.adoptNode(page.getElementById("alerts")));
  } catch {
    state.textContent = watch.dataset.lost;
  }
  offerSound();
}

document.getElementById("watching").hidden = false;
sound.addEventListener("click", async () => {
  await audio.resume();
  beep();
  ask();
});
new Worker("/static/desk-clock.js").addEventListener("message", ask);
ask();

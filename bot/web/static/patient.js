// Sends the conversation without reloading the page; without it the forms still work.
// A message stays in the outbox until the server has answered it, and is sent again
// under the same client_id, so that it is neither lost nor doubled.

const log = document.getElementById("log");
const say = document.getElementById("say");
const choices = document.getElementById("choices");
const more = document.getElementById("more");
const progress = document.querySelector(".progress");
const field = document.getElementById("text");
const status = document.getElementById("status");
const lang = document.documentElement.lang;
const LONGEST_WAIT = 30_000;

let sending = false;
let wait = 1000;
let timer = 0;
let returned = null;

// What another person left in this tab is not sent, nor shown to this one.
if (say && sessionStorage.getItem("mark") !== say.dataset.mark) {
  sessionStorage.clear();
  sessionStorage.setItem("mark", say.dataset.mark);
}

const outbox = {
  read: () => JSON.parse(sessionStorage.getItem("outbox") ?? "null"),
  keep: (message) => sessionStorage.setItem("outbox", JSON.stringify(message)),
  clear: () => sessionStorage.removeItem("outbox"),
};

function newId() {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(numbers, (number) => number.toString(36)).join("-");
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function addTurn(author, messages, turnLang) {
  const turn = element("div", `turn ${author}`);
  if (turnLang) turn.lang = turnLang;
  const who = element("p", "who", author === "patient" ? say.dataset.you : say.dataset.bot);
  who.lang = lang;
  turn.append(who);
  for (const message of messages) {
    const said = element("p", "said");
    said.append(element("bdi", "", message));
    turn.append(said);
  }
  document.getElementById("now")?.removeAttribute("id");
  turn.id = "now";
  log.append(turn);
  return turn;
}

function button(className, { id, text }) {
  const made = element("button", className, text);
  made.name = "choice";
  made.value = id;
  return made;
}

const ticked = () => [...choices.querySelectorAll(":checked")];

function box({ id, text, ticks }, checked) {
  const made = element("label", ticks ? "tick" : "tick alone");
  const input = Object.assign(element("input"), { type: "checkbox", name: "tick", value: id, checked });
  made.append(input, " ", element("span", "", text));
  return made;
}

// A list to tick is sent as one message; ticks outlive a question asked in between.
function offer(list, ticked) {
  const fieldset = choices.querySelector("fieldset");
  const scale = choices.querySelector(".scale");
  const isTicked = list.some(({ ticks }) => ticks);
  fieldset.querySelector("legend").textContent = choices.dataset[isTicked ? "ticks" : "choices"];
  for (const old of fieldset.querySelectorAll("button, .tick")) old.remove();
  choices.hidden = list.length === 0;
  scale.hidden = true;
  if (isTicked) {
    const send = element("button", "send", choices.dataset.send);
    send.name = "ticks";
    fieldset.append(...list.map((one) => box(one, ticked.includes(one.id))), send);
    return;
  }
  const other = list.findIndex(({ text }) => !/^\d+$/.test(text));
  const numbers = other < 0 ? list.length : other;
  const inRow = numbers >= 5 ? numbers : 0;
  scale.append(...list.slice(0, inRow).map((one) => button("choice", one)));
  scale.hidden = inRow === 0;
  fieldset.append(...list.slice(inRow).map((one) => button("choice", one)));
}

function offerMore(list) {
  const form = more.querySelector("form");
  for (const old of form.querySelectorAll("button")) old.remove();
  form.append(...list.map((one) => button("control", one)));
  more.hidden = list.length === 0;
  more.open = false;
}

function showProgress(come) {
  if (!come || !progress) return;
  const { place, count } = come;
  progress.textContent = progress.dataset.text.replace("{place}", place).replace("{count}", count);
}

function setBusy(busy) {
  sending = busy;
  for (const button of document.querySelectorAll("form button")) {
    button.setAttribute("aria-disabled", String(busy));
  }
}

async function refreshUrgent() {
  const page = await (await fetch("/")).text();
  const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("urgent");
  document.getElementById("urgent").replaceChildren(...(fresh?.childNodes ?? []));
  document.getElementById("urgent").scrollIntoView({ block: "start" });
}

function retryLater(message) {
  status.textContent = say.dataset.offline;
  timer = setTimeout(() => deliver(message), wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

function giveBack(message, why) {
  outbox.clear();
  setBusy(false);
  if (message.text !== undefined) {
    field.value = message.text;
    returned = message;
  }
  status.textContent = why;
  field.focus();
}

function reload(place = "now") {
  history.scrollRestoration = "manual";
  history.replaceState(null, "", `/#${place}`);
  location.reload();
}

// The cookie is of another session now: nothing of this one stays on the page.
function leave() {
  sessionStorage.clear();
  reload();
}

function showOpenQuestion() {
  outbox.clear();
  location.replace("/?answered#now");
}

async function show(message, reply) {
  outbox.clear();
  if (message.isReplayed) {
    reload();
    return;
  }
  if (reply.state === "failed" && reply.seq === 0) {
    addTurn("bot", reply.messages);
    giveBack(message, say.dataset.unsaved);
    return;
  }
  if (reply.state !== "failed" && (reply.lang !== lang || reply.state !== "open" || say.dataset.state !== "open")) {
    reload(reply.urgent.length ? "urgent" : "now");
    return;
  }
  addTurn("patient", [message.shownAs]);
  const turn = addTurn("bot", reply.messages, reply.lang);
  offer(reply.choices, message.choices ? [] : ticked().map(({ value }) => value));
  offerMore(reply.controls);
  showProgress(reply.progress);
  status.textContent = "";
  wait = 1000;
  setBusy(false);
  field.focus({ preventScroll: true });
  if (reply.urgent.length) await refreshUrgent();
  else turn.scrollIntoView({ block: "start" });
}

async function deliver(message) {
  clearTimeout(timer);
  const { client_id, text, choice, choices: sent } = message;
  let answer;
  let body;
  try {
    answer = await fetch("/api/sessions/current/turns", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ client_id, text, choice, choices: sent, mark: say.dataset.mark }),
    });
    body = await answer.json();
  } catch {
    retryLater(message);
    return;
  }
  if (Array.isArray(body.messages)) await show(message, body);
  else if (answer.status === 404 || answer.status === 409) leave();
  else if (answer.status === 422 && text === undefined) showOpenQuestion();
  else if (answer.status === 413) giveBack(message, say.dataset.tooLong);
  else if (answer.status >= 500) retryLater(message);
  else giveBack(message, say.dataset.unsaved);
}

function send(content, shownAs) {
  if (sending) return;
  const isSame = returned !== null && returned.text === content.text;
  const client_id = isSame ? returned.client_id : newId();
  const message = { client_id, shownAs, ...content };
  returned = null;
  outbox.keep(message);
  if (content.text !== undefined) sessionStorage.removeItem("draft");
  setBusy(true);
  status.textContent = say.dataset.sending;
  if (content.text !== undefined) field.value = "";
  deliver(message);
}

function sendTicked() {
  const list = ticked();
  const titles = list.map((one) => one.parentElement.innerText.trim());
  if (list.length) send({ choices: list.map(({ value }) => value) }, titles.join("\n"));
  else status.textContent = choices.dataset.unticked;
}

// "None of these" stands alone: it takes the other ticks away, and they take its own.
function keepAlone(changed) {
  const isAlone = (one) => one.parentElement.matches(".alone");
  for (const one of ticked()) {
    if (one !== changed && (isAlone(one) || isAlone(changed))) one.checked = false;
  }
}

if (say) {
  field.required = false;
  choices.addEventListener("change", ({ target }) => {
    if (target.checked) keepAlone(target);
    status.textContent = "";
  });
  say.addEventListener("submit", (event) => {
    event.preventDefault();
    if (ticked().length) {
      status.textContent = choices.dataset.ticked;
      ticked()[0].focus();
    } else if (field.value.trim()) send({ text: field.value }, field.value);
    else field.focus();
  });
  for (const form of [choices, more.querySelector("form")]) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { value, textContent } = event.submitter;
      if (event.submitter.name === "ticks") sendTicked();
      else send({ choice: value }, textContent);
    });
  }
  field.addEventListener("input", () => sessionStorage.setItem("draft", field.value));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      say.requestSubmit();
    }
  });
  addEventListener("online", () => {
    const message = outbox.read();
    if (message) deliver(message);
  });
  field.value ||= sessionStorage.getItem("draft") ?? "";
  const left = outbox.read();
  if (left) {
    setBusy(true);
    deliver({ ...left, isReplayed: true });
  }
}
// A page that the browser kept is of a session that may be gone: ask again.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
// What a page says once is not said again when it is loaded again.
if (location.search) history.replaceState(null, "", `/${location.hash}`);
// After a reload the browser keeps to the top; the place to read is named in the address.
document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "start" });

// Asks without leaving the page. Every step also works without this script, by posting the form.

import * as tab from "./tab.js";

const HISTORY_LIMIT = 20;

const words = document.getElementById("words").dataset;
const turns = document.getElementById("turns");
const form = document.getElementById("ask");
const box = document.getElementById("question");
const left = document.getElementById("left");
const mistake = document.getElementById("question-error");
const status = document.getElementById("status");
const stop = document.getElementById("stop");
const again = document.getElementById("again");
const examples = document.getElementById("examples");
const replies = document.getElementById("replies");

// What has been said in this tab: each entry is an exchange as the form carries it, with its HTML.
let told = [];
let asking = null;

document.getElementById("address").textContent ||= location.origin;
restore();
const begun = tab.begin();
if (!tab.isRemembered()) begun.then(lookForReplies).catch(() => {});
tab.watch(showsSomething, () => asking !== null);
tab.follow(forgottenElsewhere, () => lookAtDevice().catch(() => {}));
document.addEventListener("submit", submitted);
document.addEventListener("turn-changed", (event) => keepTurn(event.target.closest(".app-turn")));
box.addEventListener("keydown", pressed);
box.addEventListener("input", counted);
stop.addEventListener("click", () => asking?.abort());
again.addEventListener("click", tab.clear);

function submitted(event) {
  if (event.target.matches("[data-part]")) return sendPart(event);
  if (!event.target.matches("[data-ask]") || event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  if (asking) return;
  const typed = event.target === form;
  const question = typed ? box.value.trim() : event.submitter.value;
  showMistake(question ? "" : words.enterAQuestion);
  if (!question) return;
  if (typed) box.value = "";
  counted();
  ask(question, typed ? question : event.submitter.textContent.trim());
}

function pressed(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
}

async function ask(question, shown) {
  const turn = waitingTurn(shown);
  turns.querySelectorAll(".app-problem").forEach((problem) => problem.closest("li").remove());
  turns.append(turn);
  asking = new AbortController();
  working(true);
  say(words.looking);
  try {
    const response = await send(question, asking.signal);
    if (!response.ok) throw new Error(await reason(response));
    await tell(response.body, turn);
  } catch (error) {
    fail(turn, question, error);
  } finally {
    asking = null;
    working(false);
  }
}

// A form beside an answer: what the service says to it takes its place.
async function sendPart(event) {
  event.preventDefault();
  const form = event.target;
  const turn = form.closest(".app-turn");
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  fields.set("part", "1");
  try {
    const response = await fetch(form.action, { method: "POST", body: fields });
    const html = await response.text();
    if (form.closest("#replies")) return response.ok ? showReplies(html) : say(words.ourFault);
    if (form.closest("#device")) return response.ok ? chooseDevice(html) : say(words.ourFault);
    const part = fromHtml(html);
    (form.closest("details") ?? form.closest(".app-part") ?? form).replaceWith(part);
    part.focus();
    if (part.dataset.remembered === "yes" && !tab.isRemembered()) await lookAtDevice();
    keepTurn(turn);
    lookForReplies().catch(() => {});
  } catch {
    say(words.notReached);
  }
}

function keepTurn(turn) {
  const entry = told.find(({ html }) => fromHtml(html).id === turn.id);
  if (entry) Object.assign(entry, { html: turn.outerHTML, changed: Date.now() });
  keep();
}

async function lookForReplies() {
  const response = await fetch("/replies");
  if (response.ok) showReplies(await response.text());
}

function showReplies(html) {
  if (replies.innerHTML !== html) replies.innerHTML = html;
}

async function lookAtDevice() {
  const response = await fetch("/device");
  if (response.ok) showDevice(await response.text(), false);
}

function chooseDevice(html) {
  showDevice(html);
  tab.tellDevice();
}

// From now on the conversation is kept where the device's choice says.
function showDevice(html, focused = true) {
  const part = fromHtml(html);
  document.getElementById("device").replaceWith(part);
  keep();
  if (focused) part.focus();
}

async function send(question, signal) {
  await begun;
  const goingOn = told.filter(({ aside }) => !aside);
  const history = goingOn.flatMap(({ question, answer }) => [
    { role: "user", content: question },
    { role: "assistant", content: answer },
  ]);
  return fetch("/turn", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ question, history: history.slice(-HISTORY_LIMIT), conversation: told.at(-1)?.conversation }),
    signal,
  });
}

async function reason(response) {
  const problem = await response.json().catch(() => ({}));
  return problem.detail ?? words.ourFault;
}

async function tell(body, turn) {
  let done = false;
  for await (const { name, data } of events(body)) {
    if (name === "status") say(data.text);
    if (name === "sentence") turn.querySelector("[data-answer]").append(data.text, " ");
    if (name === "error") throw new Error(data.detail);
    if (name === "turn") {
      show(turn, data);
      done = true;
    }
  }
  if (!done) throw new Error(words.cutOff);
}

// The events of a server-sent stream; EventSource itself cannot post.
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    const whole = text.split("\n\n");
    text = whole.pop();
    for (const event of whole) {
      const field = (name) => event.match(new RegExp(`^${name}: (.*)$`, "m"))?.[1];
      if (field("data")) yield { name: field("event"), data: JSON.parse(field("data")) };
    }
  }
}

function show(waiting, { html, forgotten, ...exchange }) {
  const turn = fromHtml(html);
  if (forgotten) {
    told = [];
    turns.replaceChildren(waiting);
    tab.forget().then(lookAtDevice).catch(() => say(words.notReached));
  }
  turns.querySelectorAll(".app-follow-ups").forEach((old) => old.remove());
  waiting.replaceWith(turn);
  told.push({ ...exchange, html, changed: Date.now() });
  keep();
  working(false);
  say(words.ready, !isTyping());
  if (!isTyping()) {
    turn.querySelector("[data-focus]").focus({ preventScroll: true });
    turn.scrollIntoView({ block: "start" });
  }
  lookForReplies().catch(() => {});
}

// The same person chose "Forget me" in another tab.
function forgottenElsewhere() {
  asking?.abort();
  told = [];
  turns.replaceChildren();
  replies.replaceChildren();
  document.getElementById("said")?.remove();
  box.value = "";
  counted();
  say("");
  working(false);
}

function fail(turn, question, error) {
  if (!turn.isConnected) return;
  const goesOn = isTyping(); // what is being typed is not taken away
  const isKept = !box.value.trim();
  if (isKept) box.value = question;
  counted();
  if (error.name === "AbortError") {
    turn.remove();
    say(words.stopped);
    box.focus();
    return;
  }
  const offline = error instanceof TypeError;
  const problem = document.getElementById("failed").content.cloneNode(true).firstElementChild;
  problem.querySelector("[data-problem]").textContent =
    offline ? words.notReached : error.message;
  problem.querySelector("[data-kept]").hidden = !isKept;
  turn.querySelector(".app-answer").replaceChildren(problem);
  if (goesOn) return say(problem.querySelector("[data-problem]").textContent);
  say("", true);
  problem.focus();
}

// Whether the next question is being typed: then neither focus nor page may jump.
function isTyping() {
  return document.activeElement === box && box.value !== "";
}

function waitingTurn(question) {
  const turn = document.getElementById("waiting").content.cloneNode(true).firstElementChild;
  turn.querySelector("[data-question]").textContent = question;
  return turn;
}

function working(busy) {
  stop.hidden = !busy;
  form.querySelector("[type=submit]").ariaDisabled = busy ? "true" : null;
  examples.hidden = busy || turns.childElementCount > 0;
  again.hidden = busy || turns.childElementCount === 0;
}

function say(text, unseen = false) {
  if (status.textContent !== text) status.textContent = text; // a screen reader reads the same words again
  status.classList.toggle("nhsuk-u-visually-hidden", unseen);
}

function showMistake(text) {
  mistake.hidden = !text;
  mistake.querySelector("[data-text]").textContent = text;
  box.classList.toggle("nhsuk-textarea--error", Boolean(text));
  form.querySelector(".nhsuk-form-group").classList.toggle("nhsuk-form-group--error", Boolean(text));
  box.setAttribute("aria-describedby", text ? "question-hint question-error" : "question-hint");
  if (text) box.focus();
}

function counted() {
  const remaining = box.maxLength - box.value.length;
  left.hidden = remaining > 200;
  left.textContent = words.charactersLeft.replace("{count}", remaining);
}

// Whether anything on the screen is of the person who sits here: what they asked or typed, or what a person replied.
function showsSomething() {
  const drawn = [turns, replies, document.getElementById("said")].some((part) => part?.childElementCount);
  return drawn || told.length > 0 || box.value !== "";
}

function restore() {
  const carried = JSON.parse(form.elements.conversation.value);
  const drawn = [...turns.children];
  if (drawn.length) {
    told = carried.map((exchange, index) => ({ ...exchange, html: drawn[index].outerHTML }));
    keep();
    return;
  }
  told = tab.read();
  turns.append(...told.map(({ html }) => fromHtml(html)));
  working(false);
}

function keep() {
  told = told.slice(-HISTORY_LIMIT);
  tab.write(told, HISTORY_LIMIT);
}

// The service escapes all text in this HTML and in that of replies, and the page's policy lets no script in it run.
function fromHtml(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

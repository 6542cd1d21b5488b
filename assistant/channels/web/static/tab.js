// What this tab keeps of the conversation, and until when. Ward computers are shared: unless the device is to remember, it is kept in
// the tab alone, and cleared when the tab is closed or has not been used for a while.

const KEPT = "conversation";
const SINCE = "since";
const USED = "used";
const OPENED = "opened";
const FOLLOWED = "followed";
const FORGOTTEN = "forgotten";
const DEVICE = "device";
const NAME = "assistant";
const OFTEN = 60_000; // milliseconds after which the service is told again that the page is in use
const A_DAY = 86_400_000;

const dialog = document.getElementById("idle");
const idle = Number(dialog.dataset.idle) * 1000;
const warned = Number(dialog.dataset.warned) * 1000;
const others = new BroadcastChannel("tabs");

let told = Date.now(); // when the service last heard of this tab
let ended = false;
let followed = false; // whether the page is left by a link of its own
let holdsSomething = () => false;
let isBusy = () => false;
let heard = {};

if (window === top) clearIfOpenedAgain(); // the name of a frame belongs to the page that holds it
others.onmessage = ({ data }) => {
  if (data === "is anybody here?" && !ended && !isIdle()) others.postMessage("here");
  if (data === FORGOTTEN) sessionStorage.removeItem(KEPT);
  heard[data]?.();
};

// Watches how long the tab is not used; `held` says whether the page holds or shows anything to clear, `busy` whether an answer is awaited.
export function watch(held, busy) {
  holdsSomething = held;
  isBusy = busy;
  if (!sessionStorage.getItem(USED)) used();
  for (const name of ["pointerdown", "keydown", "input", "wheel", "touchstart"]) {
    addEventListener(name, () => dialog.open || used(), { passive: true });
  }
  dialog.addEventListener("close", () => (dialog.returnValue === "clear" ? end() : used(true)));
  document.addEventListener("visibilitychange", check);
  addEventListener("click", ({ target, defaultPrevented, button, ctrlKey, metaKey, shiftKey }) => {
    const link = target.closest?.("a[href]");
    if (link && !defaultPrevented && !link.target && !(button || ctrlKey || metaKey || shiftKey)) followed = true;
  });
  addEventListener("pagehide", () => {
    if (followed) sessionStorage.setItem(FOLLOWED, "yes");
    hide(true);
  });
  addEventListener("pageshow", () => {
    check();
    hide(ended);
  });
  setInterval(check, 1000);
  check();
}

// In a new tab, whoever used the browser before has gone, unless another tab of theirs is open: they are not known any more.
export async function begin() {
  const isNew = !sessionStorage.getItem(OPENED);
  sessionStorage.setItem(OPENED, "yes");
  const { remembered, known } = device().dataset;
  if (!isNew || remembered === "yes" || known === "no" || (await isAnybodyHere())) return;
  await leave().catch(() => {});
}

// What is to be done when another tab has forgotten its person, or chosen whether the device remembers.
export function follow(forgotten, deviceChanged) {
  heard = { [FORGOTTEN]: forgotten, [DEVICE]: deviceChanged };
}

// All tabs forget at once; one that is asleep or shows another page sees by the time that it has to.
export async function forget() {
  clear();
  localStorage.setItem(FORGOTTEN, Date.now());
  others.postMessage(FORGOTTEN);
  await leave("forget=yes");
  tellDevice();
}

export function tellDevice() {
  others.postMessage(DEVICE);
}

export function isRemembered() {
  return device().dataset.remembered === "yes";
}

export function read() {
  if (isRemembered()) return remembered();
  localStorage.removeItem(KEPT);
  const isForgotten = Number(sessionStorage.getItem(SINCE)) < Number(localStorage.getItem(FORGOTTEN));
  if (isIdle() || isForgotten) clear();
  return JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
}

// Keeps the last exchanges; on a device that remembers, with those of other tabs.
export function write(conversation, limit) {
  const [here, elsewhere] = isRemembered() ? [localStorage, sessionStorage] : [sessionStorage, localStorage];
  elsewhere.removeItem(KEPT);
  try {
    const kept = isRemembered() ? merged(remembered(), conversation).slice(-limit) : conversation;
    here.setItem(KEPT, JSON.stringify(kept));
    here.setItem(SINCE, Date.now());
  } catch {
    here.removeItem(KEPT);
  }
}

function remembered() {
  const days = Number(device().dataset.days);
  if (Date.now() - Number(localStorage.getItem(SINCE)) > days * A_DAY) clear();
  return JSON.parse(localStorage.getItem(KEPT) ?? "[]");
}

// The exchanges of both in the order of their answers, each as it was changed last.
function merged(kept, own) {
  const found = new Map();
  for (const entry of [...kept, ...own]) {
    const key = entry.turn || `${entry.at} ${entry.question}`;
    if ((found.get(key)?.changed ?? 0) <= (entry.changed ?? 0)) found.set(key, entry);
  }
  return [...found.values()].sort((one, other) => one.at - other.at);
}

export function clear() {
  sessionStorage.removeItem(KEPT);
  localStorage.removeItem(KEPT);
  localStorage.removeItem(SINCE);
}

// A browser that opens a closed tab again gives it back what it kept, but not its name. A tab that goes to another site loses its name
// as well: who follows a link there can come back, who goes there in another way begins anew.
function clearIfOpenedAgain() {
  const stayed = window.name === NAME || sessionStorage.getItem(FOLLOWED) || document.wasDiscarded;
  for (const key of stayed ? [FOLLOWED] : [KEPT, OPENED, USED]) sessionStorage.removeItem(key);
  window.name = NAME;
}

function device() {
  return document.getElementById("device");
}

function used(plainly = false) {
  sessionStorage.setItem(USED, Date.now());
  if (isRemembered() || (!plainly && Date.now() - told < OFTEN)) return;
  told = Date.now();
  fetch("/stay", { method: "POST" }).catch(() => {});
}

function isIdle() {
  const last = Number(sessionStorage.getItem(USED) ?? Date.now());
  return !isRemembered() && Date.now() - last >= idle;
}

function check() {
  if (ended) return;
  if (isBusy()) sessionStorage.setItem(USED, Date.now());
  if (isRemembered() || !holdsSomething()) return;
  if (isIdle()) return end();
  const left = idle - (Date.now() - Number(sessionStorage.getItem(USED)));
  if (left <= warned && !dialog.open) dialog.showModal();
}

async function end() {
  ended = true;
  hide(true);
  clear();
  sessionStorage.removeItem(USED);
  if (!(await isAnybodyHere())) await leave("language=forget").catch(() => {});
  location.replace("/?ended=yes");
}

function leave(more = "") {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  return fetch("/leave", { method: "POST", headers, body: more, keepalive: true });
}

function hide(hidden) {
  document.body.hidden = hidden;
}

function isAnybodyHere() {
  return new Promise((resolve) => {
    const asked = new BroadcastChannel("tabs");
    const done = (answer) => {
      asked.close();
      resolve(answer);
    };
    asked.onmessage = ({ data }) => data === "here" && done(true);
    others.postMessage("is anybody here?");
    setTimeout(() => done(false), 150);
  });
}

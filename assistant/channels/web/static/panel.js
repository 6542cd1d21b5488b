// Opens a document beside the conversation, at the words that are quoted. Without this script the links lead to its page.

const DESKTOP = matchMedia("(min-width: 62em)");

const panel = document.getElementById("panel");
const title = document.getElementById("panel-title");
const body = document.getElementById("panel-body");
const close = document.getElementById("panel-close");
const status = document.getElementById("status");

let opener = null;
let opening = null;

document.addEventListener("click", clicked);
document.addEventListener("keydown", pressed);
close.addEventListener("click", shut);
panel.addEventListener("cancel", (event) => {
  event.preventDefault();
  shut();
});
DESKTOP.addEventListener("change", () => panel.open && shown());

function clicked(event) {
  const link = event.target.closest("a[href]");
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || !leadsToSource(link)) return;
  event.preventDefault();
  if (!panel.contains(link)) opener = link;
  open(link);
}

function leadsToSource(link) {
  return link.origin === location.origin && link.pathname === "/source" && !("page" in link.dataset);
}

function pressed(event) {
  const other = event.target.closest("dialog") ?? panel;
  if (event.key !== "Escape" || !panel.open || other !== panel || event.defaultPrevented) return;
  event.preventDefault();
  shut();
}

async function open(link) {
  const address = new URL(link.href);
  address.searchParams.set("part", "1");
  opening?.abort();
  opening = new AbortController();
  status.textContent = panel.dataset.opening;
  try {
    const response = await fetch(address, { signal: opening.signal });
    show(await response.text(), response.ok);
  } catch (error) {
    if (error.name !== "AbortError") tell(panel.dataset.failed);
  }
}

// The service escapes all text in this HTML, and the page's policy lets no script in it run.
function show(html, isDocument) {
  body.innerHTML = html;
  title.textContent = isDocument ? body.firstElementChild.dataset.title : panel.dataset.problem;
  title.lang = isDocument ? "en" : panel.lang;
  title.dir = isDocument ? "ltr" : panel.dir;
  shown();
  status.textContent = "";
  const quote = body.querySelector("#quote");
  body.scrollTop = quote ? quote.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight / 3 : 0;
  title.focus({ preventScroll: true });
}

function tell(text) {
  const problem = document.createElement("p");
  Object.assign(problem, { className: "app-problem__text", textContent: text });
  show(problem.outerHTML, false);
}

// A wide screen shows the panel beside the conversation, which stays in use; a narrow one shows it alone.
function shown() {
  const focused = document.activeElement;
  if (panel.open) panel.close();
  if (DESKTOP.matches) panel.show();
  else panel.showModal();
  document.documentElement.classList.toggle("app-with-panel", DESKTOP.matches);
  if (panel.contains(focused)) focused.focus({ preventScroll: true });
}

function shut() {
  opening?.abort();
  panel.close();
  document.documentElement.classList.remove("app-with-panel");
  body.replaceChildren();
  if (opener?.isConnected) opener.focus();
  opener = null;
}

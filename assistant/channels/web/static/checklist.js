// Keeps a tick as soon as it is made. Without this script a button sends the checklist.

const status = document.getElementById("status");
const turns = document.getElementById("turns");

document.documentElement.classList.add("app-with-script");
document.addEventListener("change", changed);
new MutationObserver(countAll).observe(turns, { childList: true });
countAll();

async function changed(event) {
  const box = event.target;
  const form = box.closest("[data-ticks]");
  if (!form) return;
  const { saved, failed } = form.querySelector("[data-done]").dataset;
  const kept = await keep(form.dataset.ticks, box);
  if (!kept) box.checked = !box.checked;
  // The attribute is what stays when the conversation is drawn again from what this tab keeps.
  box.toggleAttribute("checked", box.checked);
  const counted = count(form);
  tell(form, kept ? `${saved} ${counted}` : failed);
  form.dispatchEvent(new CustomEvent("turn-changed", { bubbles: true }));
}

async function keep(journey, box) {
  const step = box.name.slice("done:".length);
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ journey, step, done: box.checked });
  try {
    return (await fetch("/api/me/steps", { method: "PUT", headers, body })).ok;
  } catch {
    return false;
  }
}

function tell(form, text) {
  form.querySelector("[data-done]").textContent = text;
  status.classList.add("nhsuk-u-visually-hidden");
  status.textContent = text;
}

function countAll() {
  turns.querySelectorAll("[data-ticks]").forEach((form) => {
    const done = form.querySelector("[data-done]");
    if (done.hidden) done.textContent = count(form);
    done.hidden = false;
  });
}

function count(form) {
  const boxes = [...form.querySelectorAll("[type=checkbox]")];
  const done = boxes.filter((box) => box.checked).length;
  return form.querySelector("[data-done]").dataset.told.replace("{done}", done).replace("{steps}", boxes.length);
}

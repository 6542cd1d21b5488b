(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const items = [...document.querySelectorAll(".failure")];
  const fits = (item, { severity, kind, language, metric, words }) =>
    (!severity || item.dataset.severity === severity) &&
    (!kind || item.dataset.kind === kind) &&
    (!language || item.dataset.language === language) &&
    (!metric || item.dataset.metrics.split(" ").includes(metric)) &&
    (!words || item.textContent.toLowerCase().includes(words.toLowerCase()));
  const apply = () => {
    const wanted = Object.fromEntries(new FormData(form));
    for (const item of items) item.hidden = !fits(item, wanted);
    const shown = items.filter((item) => !item.hidden).length;
    form.querySelector("output").textContent = `${shown} of ${items.length} shown`;
  };
  const follow = () => {
    const target = items.find((item) => `#${item.id}` === location.hash);
    if (!target?.hidden) return;
    form.reset();
    apply();
    target.scrollIntoView();
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => requestAnimationFrame(apply));
  addEventListener("hashchange", follow);
  form.hidden = false;
  apply();
})();

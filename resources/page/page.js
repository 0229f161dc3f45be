// Times in the zone of whoever reads, and the days of a strip by the arrow keys. Nothing is asked,
// nothing is kept; without this file the page says the same in its own zone.
(() => {
  "use strict";
  const html = document.documentElement;
  const theirs = html.dataset.zone;
  let ours;
  const written = (zone, lang) => {
    const day = new Intl.DateTimeFormat(lang, { timeZone: zone, dateStyle: "long" });
    const clock = new Intl.DateTimeFormat(lang, {
      timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short",
    });
    return (at) => `${day.format(at)}, ${clock.format(at)}`;
  };
  try {
    ours = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const lang = html.lang === "en" ? "en-GB" : html.lang;
    const [here, there] = [written(ours, lang), written(theirs, lang)];
    // The same clock needs no other words, whatever its zone is called.
    const clock = (text) => text.replace(/ [^ ]*$/, "");
    let turned = false;
    for (const e of document.querySelectorAll('time[datetime*="T"]')) {
      const at = new Date(e.dateTime);
      if (clock(here(at)) === clock(there(at))) continue;
      e.title = e.textContent;
      // In full: the day may be another than the one that stands near.
      e.textContent = here(at);
      turned = true;
    }
    const said = document.getElementById("zone");
    if (turned && said) said.textContent =
      `Times are in your zone, ${ours.replaceAll("_", " ")}; days are those of ${theirs.replaceAll("_", " ")}.`;
  } catch {
    // A zone that this browser does not know: the times stay as they were written.
  }
  document.addEventListener("keydown", (event) => {
    const day = event.target.closest?.(".strip a");
    if (!day) return;
    const forward = getComputedStyle(day).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "Escape") day.blur();
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      const next = event.key === forward ? day.nextElementSibling : day.previousElementSibling;
      next?.focus?.();
      event.preventDefault();
    }
  });
})();

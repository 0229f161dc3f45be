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
    return (at) => [day.format(at), clock.format(at)];
  };
  try {
    ours = Intl.DateTimeFormat().resolvedOptions().timeZone;
    // As the page writes: days before months, and Western digits.
    const lang = { en: "en-GB", ar: "ar-u-nu-latn" }[html.lang] ?? html.lang;
    const between = { ja: " ", ar: "، " }[html.lang] ?? ", ";
    const [here, there] = [ours, theirs].map((zone) => written(zone, lang));
    // The same clock needs no other words, whatever its zone is called.
    const clock = ([day, hour]) => day + hour.replace(/ [^ ]*$/, "");
    let turned = false, near = "";
    for (const e of document.querySelectorAll('time[datetime*="T"]')) {
      const at = new Date(e.dateTime), [day, hour] = here(at);
      if (clock([day, hour]) !== clock(there(at))) {
        e.title = e.textContent;
        // A clock alone stays one where its day is still that of the time before it.
        const alone = /^\d\d:\d\d [^ ]+$/.test(e.title) && day === near;
        e.textContent = alone ? hour : day + between + hour;
        turned = true;
      }
      near = day;
    }
    const said = document.getElementById("zone");
    const words = said?.dataset.yours ?? "Times are in your zone, {ours}; days are those of {theirs}.";
    const named = (zone) => zone.replaceAll("_", " ");
    if (turned && said) said.textContent =
      words.replace("{ours}", named(ours)).replace("{theirs}", named(theirs));
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

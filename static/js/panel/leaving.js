// Two minutes before a sign-in ends because nothing was done, the page asks whether somebody is still there. A refresh of the page
// itself does not count as somebody; what is done in another tab does: the server is asked how long is left before a warning or a reload.
const WARN = 120;
const LONGEST = 24 * 3600;
const OFTEN = 5000;

const dialog = document.querySelector("dialog.leaving");
if (dialog) watch(dialog);

function watch(leaving) {
  let ends;
  let asking = false;
  const lasts = (seconds) => {
    ends = Date.now() + Math.min(Number(seconds), LONGEST) * 1000;
  };
  const left = () => (ends - Date.now()) / 1000;
  const ask = async (method) => {
    const answer = await fetch(leaving.dataset.stay, { method, headers: { "X-CSRFToken": leaving.dataset.token } });
    if (answer.redirected) location.reload();
    else if (answer.ok) lasts(answer.headers.get("X-Seconds-Left"));
    return answer.ok;
  };
  lasts(leaving.dataset.seconds);
  setInterval(async () => {
    if (asking || left() > WARN) return;
    asking = true;
    // Without an answer nothing is reloaded: what was typed would be lost to a bad line.
    const known = await ask("get").catch(() => false);
    asking = false;
    if (left() > WARN) leaving.close();
    else if (left() > 0 && !leaving.open) leaving.showModal();
    else if (left() <= 0 && known) location.reload();
  }, OFTEN);
  leaving.querySelector("[data-stays]").addEventListener("click", async () => {
    if (await ask("post")) leaving.close();
    else location.reload();
  });
}

// The receipt's code, from the visit's id alone (kiosk/ledger/entry.py: receipt_code does the same).
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export function receiptCode(visit) {
  const folded = [0, 0, 0, 0, 0];
  visit.replaceAll("-", "").match(/../g).forEach((hex, place) => { folded[place % 5] ^= parseInt(hex, 16); });
  const bits = folded.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const code = bits.match(/.{5}/g).map((five) => ALPHABET[parseInt(five, 2)]).join("");
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

export function showReceipt(screen, visit) {
  const place = screen.querySelector("[data-receipt]");
  if (place && visit) place.textContent = receiptCode(visit);
}

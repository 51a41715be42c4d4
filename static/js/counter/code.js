// A QR code drawn on the tablet itself, for what it knows without network: dark modules on white, with a quiet zone of two, because
// the card around it is white too.
import qrcode from "../../vendor/qrcode-generator-2.0.4/qrcode.js";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 2;

export function drawCode(place, text) {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const picture = document.createElementNS(SVG, "svg");
  let path = "";
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) if (code.isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
  }
  picture.setAttribute("viewBox", `0 0 ${size + 2 * QUIET} ${size + 2 * QUIET}`);
  picture.setAttribute("shape-rendering", "crispEdges");
  picture.append(shape("rect", { width: "100%", height: "100%", fill: "#fff" }), shape("path", { d: path, fill: "#063f47" }));
  place.replaceChildren(picture);
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

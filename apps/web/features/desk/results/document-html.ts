const rule = (width: number) => `${width}pt solid #000`;

/** The table as a document takes it: the page's own markup with APA rules written into it, since no style sheet travels along. */
export function documentHtml(place: HTMLElement): string {
  const copy = place.cloneNode(true) as HTMLElement;
  for (const element of copy.querySelectorAll<HTMLElement>("*")) {
    for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name);
  }
  for (const table of copy.querySelectorAll("table")) {
    table.style.cssText = `border-collapse:collapse;border-top:${rule(1)};border-bottom:${rule(1)};font:11pt 'Times New Roman',serif`;
    for (const cell of table.querySelectorAll<HTMLElement>("th,td")) cell.style.cssText = cellStyle(cell);
    for (const cell of table.querySelectorAll<HTMLElement>("thead tr:last-child > *"))
      cell.style.borderBottom = rule(0.75);
    for (const cell of table.querySelectorAll<HTMLElement>("tr.total > *")) cell.style.borderTop = rule(0.75);
    for (const cell of table.querySelectorAll<HTMLElement>("tr.sub > :first-child")) cell.style.paddingLeft = "12pt";
  }
  for (const element of copy.querySelectorAll("[class]")) element.removeAttribute("class");
  return copy.innerHTML;
}

function cellStyle(cell: HTMLElement): string {
  const align = cell.classList.contains("span") ? "center" : cell.classList.contains("num") ? "right" : "left";
  const under = cell.classList.contains("span") ? `;border-bottom:${rule(0.5)}` : "";
  return `padding:2pt 6pt;text-align:${align};font-weight:normal${under}`;
}

"use client";

import { useRef, useState } from "react";
import { downloadIcon } from "../icons.ts";
import { Button } from "./button.tsx";

export type FigureDownloadProps = {
  /** Begin of the file's name; it carries the data tag, e.g. `oxytocin-pretest-posttest_figure-1_simulated`. */
  readonly fileName: string;
};

const points = 660;
/** Printed 168 mm wide at 300 dpi. */
const pixelsAt300Dpi = Math.round((168 / 25.4) * 300);

/**
 * Downloads the drawing of the same figure as SVG or as PNG of 300 dpi. Files always carry the light colours, whatever the screen shows.
 * It must stand inside the `<figure>`.
 */
export function FigureDownload({ fileName }: FigureDownloadProps) {
  const place = useRef<HTMLSpanElement>(null);
  const [failed, setFailed] = useState(false);
  const take = async (kind: "svg" | "png") => {
    const drawing = place.current?.closest("figure")?.querySelector<SVGSVGElement>("svg.fig");
    if (drawing === null || drawing === undefined) return;
    const svg = paperSvg(drawing);
    save(
      kind === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await rasterize(svg, drawing),
      `${fileName}.${kind}`,
    );
  };
  const press = (kind: "svg" | "png") => {
    setFailed(false);
    take(kind).catch(() => setFailed(true));
  };
  return (
    <span ref={place} className="copy">
      <Button tight icon={downloadIcon} onClick={() => press("svg")}>
        SVG
      </Button>
      <Button tight icon={downloadIcon} disabled={failed} onClick={() => press("png")}>
        PNG 300 dpi
      </Button>
    </span>
  );
}

const properties = ["fill", "stroke", "stroke-width", "font-family", "font-size", "font-weight"] as const;

/** The drawing with its styles written into it, computed under the light tokens. */
function paperSvg(drawing: SVGSVGElement): string {
  const host = document.createElement("div");
  host.className = "as-paper";
  host.style.cssText = `position:fixed;left:-10000px;top:0;width:${points}px`;
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  host.append(copy);
  document.body.append(host);
  const parts = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  for (const element of parts) {
    const style = getComputedStyle(element);
    for (const property of properties) element.setAttribute(property, style.getPropertyValue(property));
  }
  // A style would win over what was just written, with tokens that only these pages know.
  for (const element of parts) element.removeAttribute("style");
  host.remove();
  const [, , width, height] = (copy.getAttribute("viewBox") ?? `0 0 ${points} 340`).split(" ");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width ?? "");
  copy.setAttribute("height", height ?? "");
  copy.removeAttribute("class");
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", "#fff");
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

async function rasterize(svg: string, drawing: SVGSVGElement): Promise<Blob> {
  const { width, height } = drawing.viewBox.baseVal;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = pixelsAt300Dpi;
  canvas.height = Math.round((pixelsAt300Dpi * height) / width);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("the browser made no PNG")) : resolve(blob)),
      "image/png",
    );
  });
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

"use client";

import { type PointerEvent, useEffect, useRef, useState } from "react";

import { itemInputsCatalogue } from "@kendali/i18n/catalogues/item-inputs";
import { Button } from "@kendali/ui/components/button";

import { useTranslator } from "../../../locale/locale-provider.tsx";
import type { Drawing } from "../answers.ts";
import { type PreparedFile, withValue } from "./prepare-file.ts";
import { encode } from "./redraw-picture.ts";

/** Of the drawing, in its own pixels; on the page it is as wide as the sheet. */
const size = { width: 900, height: 360, line: 5 };

type SignaturePadProps = {
  label: string;
  isBusy: boolean;
  /** What was written before a reload, or before the sheet was closed. */
  begun: Drawing | undefined;
  /** Told after each stroke. */
  onDraw: (drawing: Drawing) => void;
  onTake: (prepared: PreparedFile) => Promise<void>;
};

/** A place to write a signature with finger, pen or mouse. Who cannot has the ways below it. */
export function SignaturePad({ label, isBusy, begun, onDraw, onTake }: SignaturePadProps) {
  const t = useTranslator(itemInputsCatalogue);
  const canvas = useRef<HTMLCanvasElement>(null);
  const strokes = useRef<number[][]>((begun ?? []).map((stroke) => [...stroke]));
  const [isEmpty, setEmpty] = useState(begun === undefined);
  useEffect(() => {
    const pen = penOf(canvas.current);
    if (pen !== null) for (const stroke of strokes.current) drawStroke(pen, stroke, 0);
  }, []);

  function draw(event: PointerEvent<HTMLCanvasElement>) {
    const pen = penOf(event.currentTarget);
    const stroke = strokes.current.at(-1);
    if (pen === null || stroke === undefined) return;
    const box = event.currentTarget.getBoundingClientRect();
    // A quick hand makes more points than frames; without them its curves become corners.
    // A page without HTTPS has frames only.
    const native = event.nativeEvent as Partial<globalThis.PointerEvent>;
    const points = native.getCoalescedEvents?.() ?? [];
    const from = stroke.length;
    for (const point of points.length === 0 ? [event] : points)
      stroke.push(
        Math.round(((point.clientX - box.left) * size.width) / box.width),
        Math.round(((point.clientY - box.top) * size.height) / box.height),
      );
    drawStroke(pen, stroke, Math.max(0, from - 2));
  }

  function keep() {
    if (strokes.current.length > 0) onDraw(strokes.current.map((stroke) => [...stroke]));
  }

  async function use() {
    const drawn = canvas.current === null ? null : await onWhite(canvas.current);
    if (drawn !== null) await onTake(await withValue(drawn, "image/png"));
  }
  return (
    <div>
      <p className="small ink2">{t("sign_lead")}</p>
      <canvas
        ref={canvas}
        className="sign"
        role="img"
        aria-label={`${t("sign_here")}: ${label}`}
        width={size.width}
        height={size.height}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          strokes.current.push([]);
          draw(event);
          setEmpty(false);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) draw(event);
        }}
        onPointerUp={keep}
        onPointerCancel={keep}
      />
      {/* Both stand from the start: a button that came with the first stroke would move the place under the hand. */}
      <div className="sign-acts">
        <Button wide kind="primary" disabled={isEmpty || isBusy} onClick={() => void use()}>
          {isEmpty ? t("sign_empty") : t("sign_use")}
        </Button>
        <Button
          kind="plain"
          disabled={isEmpty}
          onClick={() => {
            canvas.current?.getContext("2d")?.clearRect(0, 0, size.width, size.height);
            strokes.current = [];
            onDraw([]);
            setEmpty(true);
          }}
        >
          {t("sign_again")}
        </Button>
      </div>
    </div>
  );
}

function penOf(canvas: HTMLCanvasElement | null): CanvasRenderingContext2D | null {
  const pen = canvas?.getContext("2d") ?? null;
  if (pen !== null)
    Object.assign(pen, { lineWidth: size.line, lineCap: "round", lineJoin: "round", strokeStyle: "#111" });
  return pen;
}

/** Draws a stroke from one of its numbers on; a stroke of one point is a dot. */
function drawStroke(pen: CanvasRenderingContext2D, stroke: readonly number[], from: number): void {
  pen.beginPath();
  for (let at = from; at + 1 < stroke.length; at += 2) {
    const [x = 0, y = 0] = stroke.slice(at, at + 2);
    if (at === from) pen.moveTo(x, y);
    pen.lineTo(x, y);
  }
  pen.stroke();
}

/** The lines on white: on a dark page a see-through signature could not be seen. */
async function onWhite(drawing: HTMLCanvasElement): Promise<ArrayBuffer | null> {
  const paper = document.createElement("canvas");
  paper.width = drawing.width;
  paper.height = drawing.height;
  const pen = paper.getContext("2d");
  if (pen === null) return null;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, paper.width, paper.height);
  pen.drawImage(drawing, 0, 0);
  return encode(paper, "image/png");
}

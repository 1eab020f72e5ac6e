"use client";

import { type PointerEvent, useRef, useState } from "react";

import { itemInputsCatalogue } from "@kendali/i18n/catalogues/item-inputs";
import { Button } from "@kendali/ui/components/button";

import { useTranslator } from "../../../locale/locale-provider.tsx";
import { type PreparedFile, withValue } from "./prepare-file.ts";
import { encode } from "./redraw-picture.ts";

/** Of the drawing, in its own pixels; on the page it is as wide as the sheet. */
const size = { width: 900, height: 360, line: 5 };

type SignaturePadProps = { label: string; isBusy: boolean; onTake: (prepared: PreparedFile) => Promise<void> };

/** A place to write a signature with finger, pen or mouse. Who cannot has the ways below it. */
export function SignaturePad({ label, isBusy, onTake }: SignaturePadProps) {
  const t = useTranslator(itemInputsCatalogue);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isEmpty, setEmpty] = useState(true);

  function draw(event: PointerEvent<HTMLCanvasElement>, isStart: boolean) {
    const element = event.currentTarget;
    const pen = element.getContext("2d");
    if (pen === null) return;
    const box = element.getBoundingClientRect();
    const at = (point: { clientX: number; clientY: number }) =>
      [
        ((point.clientX - box.left) * size.width) / box.width,
        ((point.clientY - box.top) * size.height) / box.height,
      ] as const;
    Object.assign(pen, { lineWidth: size.line, lineCap: "round", lineJoin: "round", strokeStyle: "#111" });
    if (isStart) {
      pen.beginPath();
      pen.moveTo(...at(event));
    }
    // A quick hand makes more points than frames; without them its curves become corners.
    // A page without HTTPS has frames only.
    const native = event.nativeEvent as Partial<globalThis.PointerEvent>;
    const points = isStart ? [] : (native.getCoalescedEvents?.() ?? []);
    for (const point of points.length === 0 ? [event] : points) pen.lineTo(...at(point));
    pen.stroke();
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
          draw(event, true);
          setEmpty(false);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) draw(event, false);
        }}
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
            setEmpty(true);
          }}
        >
          {t("sign_again")}
        </Button>
      </div>
    </div>
  );
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

"use client";

import { createTranslator, type Locale } from "@kendali/i18n";
import { itemInputsCatalogue } from "@kendali/i18n/catalogues/item-inputs";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { makeReader } from "./barcode-detector.ts";
import { Button } from "./button.tsx";
import { Message } from "./message.tsx";

export type BarcodeScannerProps = {
  readonly locale: Locale;
  readonly onFound: (code: string) => void;
  readonly onClose: () => void;
};

/** Between two looks at the picture; a hand is steady for longer. */
const lookEveryMs = 200;

/** The camera's picture, looked at until a bar code is read. Nothing of it is kept or sent. */
export function BarcodeScanner({ locale, onFound, onClose }: BarcodeScannerProps) {
  const t = createTranslator(locale, itemInputsCatalogue);
  const video = useRef<HTMLVideoElement>(null);
  const [failed, fail] = useState(false);
  const found = useEffectEvent(onFound);
  useEffect(() => {
    const stop = new AbortController();
    scan(video.current, stop.signal).then(
      (code) => {
        if (code !== null && !stop.signal.aborted) found(code);
      },
      // Refused, in use by another program, or not there: the box below is the way.
      () => {
        if (!stop.signal.aborted) fail(true);
      },
    );
    return () => stop.abort();
  }, []);
  return (
    <div className="scan">
      {failed ? (
        <Message tone="warn" live="status">
          {t("barcode_no_camera")}
        </Message>
      ) : (
        <>
          <p className="hint" role="status">
            {t("barcode_aim")}
          </p>
          <video ref={video} muted playsInline aria-label={t("barcode_aim")} />
        </>
      )}
      <Button onClick={onClose}>{t("barcode_stop")}</Button>
    </div>
  );
}

/** The first code the camera shows; `null` when it was stopped before. The camera is let go in every case. */
async function scan(video: HTMLVideoElement | null, stop: AbortSignal): Promise<string | null> {
  const reader = makeReader();
  if (video === null || reader === null) throw new Error("no bar code reader");
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  try {
    if (stop.aborted) return null;
    video.srcObject = stream;
    await video.play();
    while (!stop.aborted) {
      const [code] = video.readyState < video.HAVE_CURRENT_DATA ? [] : await reader.detect(video);
      if (code !== undefined && code.rawValue.trim() !== "") return code.rawValue.trim();
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

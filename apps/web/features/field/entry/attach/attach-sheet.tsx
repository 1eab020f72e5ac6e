"use client";

import { useEffect, useRef, useState } from "react";

import { type FileItemType, fileMediaTypes, type Item } from "@kendali/domain";
import { formatNumber } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { itemInputsCatalogue } from "@kendali/i18n/catalogues/item-inputs";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { Sheet } from "@kendali/ui/components/sheet";

import { useLocale, useTranslator } from "../../../locale/locale-provider.tsx";
import type { Drawing } from "../answers.ts";
import { type FileObstacle, limitsOf, type PreparedFile, prepareFile } from "./prepare-file.ts";
import { SignaturePad } from "./signature-pad.tsx";

type AttachSheetProps = {
  item: Item;
  type: FileItemType;
  open: boolean;
  onClose: () => void;
  onTake: (prepared: PreparedFile) => Promise<void>;
  /** A signature that was begun here before. */
  drawing: Drawing | undefined;
  onDraw: (drawing: Drawing) => void;
};

/** Takes a photo, a file or a signature. What is taken is on the device before the sheet closes. */
export function AttachSheet({ open, ...props }: AttachSheetProps) {
  const { locale } = useLocale();
  return (
    <Sheet open={open} title={props.item.label[locale]} onClose={props.onClose}>
      <AttachWays {...props} />
    </Sheet>
  );
}

function AttachWays({ item, type, onClose, onTake, drawing, onDraw }: Omit<AttachSheetProps, "open">) {
  const t = useTranslator(commonCatalogue, itemInputsCatalogue);
  const { locale } = useLocale();
  const [isBusy, setBusy] = useState(false);
  const [obstacle, setObstacle] = useState<FileObstacle | null>(null);
  // The sheet was closed while a file was made ready: it was not wanted after all.
  const isWanted = useRef(true);
  useEffect(() => {
    isWanted.current = true;
    return () => {
      isWanted.current = false;
    };
  }, []);
  const { endings, kilobytes } = limitsOf(item, type);

  async function choose(file: File) {
    setBusy(true);
    setObstacle(null);
    const prepared = await prepareFile(file, item, type).catch((error: unknown) => {
      // The device names a file that it then cannot read: moved, removed, or still in its cloud.
      if (error instanceof DOMException) return { obstacle: { code: "unreadable" } as const };
      throw error;
    });
    setBusy(false);
    if (!isWanted.current) return;
    if ("obstacle" in prepared) setObstacle(prepared.obstacle);
    else await onTake(prepared);
  }
  const camera = { accept: "image/*", isCamera: true, isBusy, onFile: choose };
  const pick = { accept: type === "attachment" ? acceptOf(endings) : "image/*", isBusy, onFile: choose };
  return (
    <div className="stack attach">
      {type === "signature" && (
        <SignaturePad label={item.label[locale]} isBusy={isBusy} begun={drawing} onDraw={onDraw} onTake={onTake} />
      )}
      <p className="ink2">
        {type === "signature"
          ? t("sign_paper")
          : type === "photo"
            ? t("attach_photo_lead")
            : t("attach_file_lead", { offered: endings.join(", "), kilobytes: formatNumber(locale, kilobytes) })}
      </p>
      <div className="chips">
        <FileButton {...camera} words={type === "signature" ? t("sign_paper_camera") : t("attach_camera")} />
        <FileButton
          {...pick}
          words={
            type === "signature"
              ? t("sign_paper_pick")
              : type === "photo"
                ? t("attach_pick_photo")
                : t("attach_pick_file")
          }
        />
      </div>
      <div>
        <div role="alert">{obstacle === null ? null : <Obstacle obstacle={obstacle} />}</div>
        <p role="status" className="small ink2">
          {isBusy ? t("attach_preparing") : ""}
        </p>
      </div>
      <div className="acts">
        <Button onClick={onClose}>{t("cancel")}</Button>
      </div>
    </div>
  );
}

function Obstacle({ obstacle }: { obstacle: FileObstacle }) {
  const t = useTranslator(itemInputsCatalogue);
  const { locale } = useLocale();
  const words = () => {
    switch (obstacle.code) {
      case "unreadable":
        return t("attach_unreadable");
      case "empty":
        return t("attach_empty");
      case "has_location":
        return t("attach_has_location");
      case "other_content":
        return t("attach_other_content", { kind: obstacle.kind });
      case "other_type":
        return t("attach_other_type", { offered: obstacle.offered });
      case "too_large":
        return t("attach_too_large", {
          found: formatNumber(locale, obstacle.found),
          kilobytes: formatNumber(locale, obstacle.most),
        });
    }
  };
  return <Message tone="bad">{words()}</Message>;
}

type FileButtonProps = {
  words: string;
  accept: string;
  /** Opens the camera where the device has one; elsewhere it opens the choice of a file. */
  isCamera?: boolean;
  isBusy: boolean;
  onFile: (file: File) => Promise<void>;
};

function FileButton({ words, accept, isCamera = false, isBusy, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The choice that is called off says so to everything around it, and the sheet would take that for its own.
    const keep = (event: Event) => event.stopPropagation();
    const element = input.current;
    element?.addEventListener("cancel", keep);
    return () => element?.removeEventListener("cancel", keep);
  }, []);
  return (
    <>
      <Button disabled={isBusy} onClick={() => input.current?.click()}>
        {words}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        {...(isCamera ? { capture: "environment" as const } : {})}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file chosen again after a failure is a change again.
          event.currentTarget.value = "";
          if (file !== undefined) void onFile(file);
        }}
      />
    </>
  );
}

function acceptOf(endings: readonly (keyof typeof fileMediaTypes)[]): string {
  return endings.flatMap((ending) => [`.${ending}`, fileMediaTypes[ending]]).join(",");
}

"use client";

import type { FileItemType } from "@kendali/domain";
import { lazy, Suspense } from "react";
import { Skeleton } from "../components/skeleton.tsx";
import type { ItemInputProps } from "./item-input.ts";

/** Inputs that few forms have: a form without them does not load them. */
const PartialDate = lazy(async () => ({ default: (await import("./partial-date.tsx")).PartialDateInput }));
const Barcode = lazy(async () => ({ default: (await import("./barcode.tsx")).BarcodeInput }));
const File = lazy(async () => ({ default: (await import("./file.tsx")).FileInput }));

export function PartialDateInput(props: ItemInputProps) {
  return (
    <Suspense fallback={<Skeleton locale={props.locale} heights={[22, 56, 48]} />}>
      <PartialDate {...props} />
    </Suspense>
  );
}

export function BarcodeInput(props: ItemInputProps) {
  return (
    <Suspense fallback={<Skeleton locale={props.locale} heights={[22, 56, 48]} />}>
      <Barcode {...props} />
    </Suspense>
  );
}

export function PhotoInput(props: ItemInputProps) {
  return <LaterFileInput {...props} type="photo" />;
}

export function AttachmentInput(props: ItemInputProps) {
  return <LaterFileInput {...props} type="attachment" />;
}

export function SignatureInput(props: ItemInputProps) {
  return <LaterFileInput {...props} type="signature" />;
}

function LaterFileInput(props: ItemInputProps & { readonly type: FileItemType }) {
  return (
    <Suspense fallback={<Skeleton locale={props.locale} heights={[22, 48]} />}>
      <File {...props} />
    </Suspense>
  );
}

"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

import { signedOut } from "../../../session/signed-out.ts";
import { useTRPCClient } from "../../../trpc/trpc.ts";
import { mayKeepFiles } from "./kept-files.ts";

/**
 * Sends the files that wait on this device, on every page of the app: at once, when the network or the person comes back,
 * and with pauses in between. A device that keeps none does not load the sender.
 */
export function SendKeptFiles() {
  const client = useTRPCClient();
  const path = usePathname();
  useEffect(() => {
    const sender = async () => {
      if (!mayKeepFiles()) return null;
      const { fileSender } = await import("./file-sender.ts");
      fileSender.connect(client);
      return fileSender;
    };
    const goOn = async () => (await sender())?.goOn();
    const wake = async () => (await sender())?.wakeAnew();
    const onShow = () => document.visibilityState === "visible" && void wake();
    const onStorage = async ({ key }: StorageEvent) => {
      // Another window has saved an entry, and its files with it.
      if (key?.startsWith("kendali:draft:") === true) await (await sender())?.load();
    };
    const onLine = () => void wake();
    const stored = (event: StorageEvent) => void onStorage(event);
    const unsubscribe = signedOut.subscribe(() => signedOut.get() || void wake());
    void goOn();
    addEventListener("online", onLine);
    addEventListener("storage", stored);
    document.addEventListener("visibilitychange", onShow);
    return () => {
      removeEventListener("online", onLine);
      removeEventListener("storage", stored);
      document.removeEventListener("visibilitychange", onShow);
      unsubscribe();
    };
  }, [client, path]);
  return null;
}

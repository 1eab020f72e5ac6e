"use client";

import { useRef } from "react";

import { newId } from "../shell/new-id.ts";

/** Gives the id under which a command is sent: the same content sent again, after a lost answer, is the same command. */
export function useCommandId(): (content: object) => string {
  const last = useRef<{ readonly content: string; readonly id: string } | null>(null);
  return (content) => {
    const text = JSON.stringify(content);
    if (last.current?.content !== text) last.current = { content: text, id: newId() };
    return last.current.id;
  };
}

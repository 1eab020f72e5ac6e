"use client";

import { builderCatalogue } from "@kendali/i18n/catalogues/builder";

import { useTranslator } from "../../locale/locale-provider.tsx";

/** The words of the builder's own frame. */
export const useBuilderWords = () => useTranslator(builderCatalogue);

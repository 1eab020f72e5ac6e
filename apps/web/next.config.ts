import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  transpilePackages: [
    "@kendali/analysis",
    "@kendali/api",
    "@kendali/builder",
    "@kendali/datasets",
    "@kendali/db",
    "@kendali/domain",
    "@kendali/i18n",
    "@kendali/randomization",
    "@kendali/reports",
    "@kendali/stats",
    "@kendali/ui",
  ],
  serverExternalPackages: ["@node-rs/argon2", "postgres"],
  // The type check runs once for the whole repository, with the same compiler and settings.
  typescript: { ignoreBuildErrors: true },
};

export default config;

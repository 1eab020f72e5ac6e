import NextAuth from "next-auth";
import type { NextRequest } from "next/server";

import { nextAuthOptions } from "../../../../server/next-auth-options.ts";
import { runtime } from "../../../../server/runtime.ts";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handler(request: NextRequest, context: RouteContext): Promise<Response> {
  // The process's own server writes this header, over any that a client sent.
  const address = request.headers.get("x-kendali-address");
  return (await NextAuth(request, context, nextAuthOptions(runtime(), address))) as Response;
}

export { handler as GET, handler as POST };

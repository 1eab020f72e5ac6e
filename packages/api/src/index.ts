export { firstAdministratorLink, issueLink, type OneTimeLink } from "./auth/links.ts";
export { checkPassword, hashPassword } from "./auth/passwords.ts";
export { idleMinutes, sessionHours } from "./auth/session-rules.ts";
export { createSession, findSession, revokeSession, verifyCredentials } from "./auth/sign-in.ts";
export type { Keys, ServerContext, StudyContext, StudyScope, StudyViewer, UseCaseContext } from "./context.ts";
export {
  createContext,
  createServerContext,
  systemSources,
  type ServerOptions,
  type Sources,
} from "./create-context.ts";
export { transportCodes } from "./errors.ts";
export { isProcedure } from "./is-procedure.ts";
export { perform } from "./perform.ts";
export { appRouter, type AppRouter } from "./router.ts";
export { createCallerFactory, RefusalError, type ErrorData, type RequestContext } from "./trpc.ts";
export type { UseCase } from "./use-case.ts";
export * from "./use-cases/account/account-use-cases.ts";
export * from "./use-cases/allocation/allocate-participant.ts";
export * from "./use-cases/allocation/get-commitment.ts";
export * from "./use-cases/allocation/reveal-allocations.ts";
export * from "./use-cases/audit/list-audit.ts";
export * from "./use-cases/consent/record-consent.ts";
export * from "./use-cases/deviation/open-deviation.ts";
export * from "./use-cases/deviation/read-deviations.ts";
export * from "./use-cases/deviation/report-deviation.ts";
export * from "./use-cases/deviation/review-deviation.ts";
export * from "./use-cases/entry/get-entry.ts";
export * from "./use-cases/guess/record-guess.ts";
export * from "./use-cases/entry/save-entry.ts";
export * from "./use-cases/import/import-table.ts";
export * from "./use-cases/masking/change-masking.ts";
export * from "./use-cases/masking/list-masking.ts";
export * from "./use-cases/masking/list-unmaskings.ts";
export * from "./use-cases/masking/unmask.ts";
export * from "./use-cases/notice/notices.ts";
export * from "./use-cases/participant/enrol-participant.ts";
export * from "./use-cases/participant/read-participants.ts";
export * from "./use-cases/participant/record-end.ts";
export type { VisitForm, VisitView } from "./use-cases/participant/visit-view.ts";
export * from "./use-cases/screening/read-screenings.ts";
export * from "./use-cases/screening/record-screening.ts";
export type { ScreeningView } from "./use-cases/screening/screening-view.ts";
export * from "./use-cases/session/session-use-cases.ts";
export * from "./use-cases/setup/accept-setup.ts";
export * from "./use-cases/study/check-version.ts";
export * from "./use-cases/study/close-study.ts";
export * from "./use-cases/study/create-study.ts";
export * from "./use-cases/study/get-study.ts";
export * from "./use-cases/study/go-live-state.ts";
export * from "./use-cases/study/go-live.ts";
export * from "./use-cases/study/withdraw-approval.ts";
export type { ApprovalView } from "./go-live-approvals.ts";
export * from "./use-cases/study/list-all-studies.ts";
export * from "./use-cases/study/record-register-count.ts";
export * from "./use-cases/today/list-today.ts";
export * from "./use-cases/visit/lock-visit.ts";
export * from "./use-cases/visit/record-missed.ts";
export { administratorUsername, demoAccounts, demoPassword, staffFor, type DemoAccount } from "./demo-accounts.ts";
export { openServer, type Server, type ServerSettings } from "./open-server.ts";
export * from "./use-cases/analysis/run-analysis.ts";
export * from "./use-cases/snapshot/download-snapshot.ts";
export * from "./use-cases/snapshot/freeze-snapshot.ts";
export * from "./use-cases/snapshot/list-snapshots.ts";
export * from "./use-cases/study/get-overview.ts";
export type { Recruitment } from "./use-cases/study/recruitment.ts";
export { buildStudyData } from "./study-data.ts";

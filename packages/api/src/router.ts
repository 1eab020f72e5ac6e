import { mutation, query, router } from "./trpc.ts";
import {
  createAccount,
  disableAccount,
  grantRole,
  listAccounts,
  newAccountLink,
  revokeRole,
} from "./use-cases/account/account-use-cases.ts";
import { allocateParticipant } from "./use-cases/allocation/allocate-participant.ts";
import { describeBundle } from "./use-cases/allocation/describe-bundle.ts";
import { getAllocation } from "./use-cases/allocation/get-allocation.ts";
import { getCommitment } from "./use-cases/allocation/get-commitment.ts";
import { listCards } from "./use-cases/allocation/list-cards.ts";
import { printCards } from "./use-cases/allocation/print-cards.ts";
import { useCard } from "./use-cases/allocation/use-card.ts";
import { amendStudy } from "./use-cases/amendment/amend-study.ts";
import { countCaptured } from "./use-cases/amendment/count-captured.ts";
import { listAmendments } from "./use-cases/amendment/list-amendments.ts";
import { moveEntries, previewMove } from "./use-cases/amendment/move-entries.ts";
import { openEntries } from "./use-cases/amendment/open-entries.ts";
import { previewAmendment } from "./use-cases/amendment/preview-amendment.ts";
import { setAmendmentDate } from "./use-cases/amendment/set-amendment-date.ts";
import { runAnalysis } from "./use-cases/analysis/run-analysis.ts";
import { beginAttachment, finishAttachment, putAttachment } from "./use-cases/attachment/attachments.ts";
import { listAudit } from "./use-cases/audit/list-audit.ts";
import { recordConsent } from "./use-cases/consent/record-consent.ts";
import { getDeviation, listDeviations } from "./use-cases/deviation/read-deviations.ts";
import { previewDeviation, reportDeviation } from "./use-cases/deviation/report-deviation.ts";
import { reviewDeviation } from "./use-cases/deviation/review-deviation.ts";
import { getEntry } from "./use-cases/entry/get-entry.ts";
import { saveEntry } from "./use-cases/entry/save-entry.ts";
import { decideMasking, requestMasking } from "./use-cases/masking/change-masking.ts";
import { listMasking } from "./use-cases/masking/list-masking.ts";
import { listUnmaskings } from "./use-cases/masking/list-unmaskings.ts";
import { unmaskParticipant } from "./use-cases/masking/unmask.ts";
import { acknowledgeNotice, listNotices } from "./use-cases/notice/notices.ts";
import { getGuess, recordGuess } from "./use-cases/guess/record-guess.ts";
import { enrolParticipant } from "./use-cases/participant/enrol-participant.ts";
import { readIdentity } from "./use-cases/participant/read-identity.ts";
import { getParticipant, listParticipants } from "./use-cases/participant/read-participants.ts";
import { recordEnd } from "./use-cases/participant/record-end.ts";
import { getScreening, listScreenings } from "./use-cases/screening/read-screenings.ts";
import { recordScreening } from "./use-cases/screening/record-screening.ts";
import { sessionMe, setLocale, signOut } from "./use-cases/session/session-use-cases.ts";
import { acceptSetup } from "./use-cases/setup/accept-setup.ts";
import { lockStudy, unblindStudy } from "./use-cases/study/close-study.ts";
import { freezeSnapshot } from "./use-cases/snapshot/freeze-snapshot.ts";
import { listSnapshots } from "./use-cases/snapshot/list-snapshots.ts";
import { checkVersion } from "./use-cases/study/check-version.ts";
import { createDraft } from "./use-cases/protocol-draft/create-draft.ts";
import { editDraft, restoreDraft } from "./use-cases/protocol-draft/edit-draft.ts";
import { lastChanges } from "./use-cases/protocol-draft/last-changes.ts";
import { openStudy, openTest } from "./use-cases/protocol-draft/open-study.ts";
import { pilotStatistics } from "./use-cases/protocol-draft/pilot-statistics.ts";
import {
  draftChanges,
  draftHistory,
  getDraft,
  listDrafts,
  listTemplates,
} from "./use-cases/protocol-draft/read-drafts.ts";
import { listFormLibrary } from "./use-cases/protocol-draft/form-library.ts";
import {
  closeDraft,
  removeDraft,
  renameDraft,
  reopenDraft,
  shareDraft,
  unshareDraft,
} from "./use-cases/protocol-draft/share-draft.ts";
import { createStudy } from "./use-cases/study/create-study.ts";
import { exportStudy } from "./use-cases/study/export-study.ts";
import { getOverview } from "./use-cases/study/get-overview.ts";
import { getStudyVersion } from "./use-cases/study/get-version.ts";
import { getStudy } from "./use-cases/study/get-study.ts";
import { goLiveState } from "./use-cases/study/go-live-state.ts";
import { goLive } from "./use-cases/study/go-live.ts";
import { importStudy } from "./use-cases/study/import-study.ts";
import { listAllStudies } from "./use-cases/study/list-all-studies.ts";
import { recordRegisterCount } from "./use-cases/study/record-register-count.ts";
import { signFindings } from "./use-cases/study/sign-findings.ts";
import { withdrawApproval } from "./use-cases/study/withdraw-approval.ts";
import { delegate, endDelegation, listTeam, recordTraining } from "./use-cases/team/team.ts";
import { systemStatus } from "./use-cases/system/system-status.ts";
import { listToday } from "./use-cases/today/list-today.ts";
import { lockVisit } from "./use-cases/visit/lock-visit.ts";
import { recordMissed } from "./use-cases/visit/record-missed.ts";

/** Every procedure of the platform, named as its policy. */
export const appRouter = router({
  system: router({ status: query(systemStatus) }),
  setup: router({ accept: mutation(acceptSetup) }),
  session: router({ me: query(sessionMe), signOut: mutation(signOut), setLocale: mutation(setLocale) }),
  account: router({
    list: query(listAccounts),
    create: mutation(createAccount),
    disable: mutation(disableAccount),
    newLink: mutation(newAccountLink),
    grantRole: mutation(grantRole),
    revokeRole: mutation(revokeRole),
  }),
  study: router({
    create: mutation(createStudy),
    listAll: query(listAllStudies),
    get: query(getStudy),
    overview: query(getOverview),
    goLive: mutation(goLive),
    goLiveState: query(goLiveState),
    signFindings: mutation(signFindings),
    export: query(exportStudy),
    import: mutation(importStudy),
    checkVersion: mutation(checkVersion),
    version: query(getStudyVersion),
    amend: mutation(amendStudy),
    withdrawApproval: mutation(withdrawApproval),
    lock: mutation(lockStudy),
    unblind: mutation(unblindStudy),
    recordRegisterCount: mutation(recordRegisterCount),
  }),
  amendment: router({
    list: query(listAmendments),
    preview: query(previewAmendment),
    setDate: mutation(setAmendmentDate),
    previewMove: query(previewMove),
    move: mutation(moveEntries),
    openEntries: mutation(openEntries),
    captured: query(countCaptured),
  }),
  protocolDraft: router({
    templates: query(listTemplates),
    list: query(listDrafts),
    get: query(getDraft),
    changes: query(draftChanges),
    lastChanges: query(lastChanges),
    history: query(draftHistory),
    pilotStatistics: query(pilotStatistics),
    close: mutation(closeDraft),
    reopen: mutation(reopenDraft),
    remove: mutation(removeDraft),
    openStudy: mutation(openStudy),
    openTest: mutation(openTest),
    unshare: mutation(unshareDraft),
    share: mutation(shareDraft),
    rename: mutation(renameDraft),
    restore: mutation(restoreDraft),
    edit: mutation(editDraft),
    create: mutation(createDraft),
    formLibrary: query(listFormLibrary),
  }),
  screening: router({ list: query(listScreenings), get: query(getScreening), record: mutation(recordScreening) }),
  consent: router({ record: mutation(recordConsent) }),
  participant: router({
    enrol: mutation(enrolParticipant),
    list: query(listParticipants),
    get: query(getParticipant),
    identity: query(readIdentity),
    recordEnd: mutation(recordEnd),
  }),
  today: router({ list: query(listToday) }),
  entry: router({ get: query(getEntry), save: mutation(saveEntry) }),
  visit: router({ recordMissed: mutation(recordMissed), lock: mutation(lockVisit) }),
  allocation: router({
    allocate: mutation(allocateParticipant),
    get: query(getAllocation),
    commitment: query(getCommitment),
    bundle: query(describeBundle),
    useCard: mutation(useCard),
    cards: query(listCards),
    printCards: mutation(printCards),
  }),
  masking: router({
    list: query(listMasking),
    request: mutation(requestMasking),
    decide: mutation(decideMasking),
    unmask: mutation(unmaskParticipant),
    unmaskings: query(listUnmaskings),
  }),
  notice: router({ list: query(listNotices), acknowledge: mutation(acknowledgeNotice) }),
  deviation: router({
    report: mutation(reportDeviation),
    preview: query(previewDeviation),
    list: query(listDeviations),
    get: query(getDeviation),
    review: mutation(reviewDeviation),
  }),
  attachment: router({
    begin: mutation(beginAttachment),
    put: mutation(putAttachment),
    finish: mutation(finishAttachment),
  }),
  team: router({
    list: query(listTeam),
    recordTraining: mutation(recordTraining),
    delegate: mutation(delegate),
    endDelegation: mutation(endDelegation),
  }),
  guess: router({ record: mutation(recordGuess), get: query(getGuess) }),
  snapshot: router({ list: query(listSnapshots), freeze: mutation(freezeSnapshot) }),
  analysis: router({ run: query(runAnalysis) }),
  audit: router({ list: query(listAudit) }),
});

export type AppRouter = typeof appRouter;

import { loadModel } from '../runs/wiring/load.ts'
import { slugIn } from '../model/access-files.ts'
import type { RunContext } from '../runs/wiring/context.ts'
import { scanRun } from '../runs/scan.ts'
import { EXIT } from '../runs/wiring/exit.ts'
import type { Finding } from '../findings/finding.ts'
import { findingsMarkdown } from '../findings/render/markdown.ts'
import { findingsSarif } from '../findings/render/sarif.ts'
import type { GitHub } from '../github/connect.ts'
import { telling } from '../github/finding-of.ts'
import { closeIssue, openMarkers, putIssue } from '../github/issues.ts'
import { LABEL } from '../github/names.ts'
import type { Model } from '../model/model.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import type { Repair } from '../model/written/client.ts'
import { isOpen, type Summary } from '../scan/summary.ts'
import { loginsOf } from './logins.ts'
import { DRIFT_MARKER, driftIssue, driftMarker, type Concerned } from './drift-issue.ts'
import type { WorkflowRun } from './workflow-run.ts'

/** The result of the nightly scan. */
export type Drift = WorkflowRun & {
  readonly sarif: string
  /** Clients with open findings: those whose file asks for repair by apply, and by pull request. */
  readonly repairs: readonly string[]
  readonly proposals: readonly string[]
}

const CLOSING = 'Nothing is open any more.'

/**
 * Scans everything and keeps one issue for each stack with open findings. An issue that cannot be written stops no
 * other; the exit code is then an error. A scan that could not read Meta changes no issue.
 */
export async function drift(context: RunContext, github: GitHub): Promise<Drift> {
  const scan = await scanRun(context, { names: [], all: true })
  const { model } = await loadModel(context)
  const sarif = findingsSarif(scan.findings, 'scan')
  const { scanned } = scan
  if (scanned === undefined)
    return {
      exit: EXIT.error,
      findings: scan.findings,
      sarif,
      summary: summaryOf(scan.findings),
      repairs: [],
      proposals: [],
    }
  const told = await keepIssues(github, scanned, scan.findings, model)
  const findings = [...scan.findings, ...told]
  const open = scanned.filter((one) => one.open > 0).map(({ stack }) => stack)
  return {
    exit: told.length > 0 ? EXIT.error : scan.exit,
    findings,
    sarif,
    summary: summaryOf(findings),
    repairs: open.filter((stack) => repairOf(model, stack) === 'apply'),
    proposals: open.filter((stack) => repairOf(model, stack) === 'pull-request'),
  }
}

/** Creates, edits and closes the issues; returns one finding for each failure at GitHub. */
async function keepIssues(
  github: GitHub,
  scanned: readonly Summary[],
  findings: readonly Finding[],
  model: Model | undefined,
): Promise<Finding[]> {
  const byStack = Map.groupBy(findings.filter(isOpen), ({ address }) => slugIn(address?.file) ?? AGENCY_STACK)
  const told: Finding[] = []
  for (const { stack } of scanned) {
    const own = byStack.get(stack) ?? []
    if (own.length > 0)
      await telling(told, () => putIssue(github, driftIssue(concernedBy(model, stack), own)))
  }
  await telling(told, async () => {
    for (const stack of await settled(github, scanned, byStack))
      await telling(told, () =>
        closeIssue(github, { marker: driftMarker(stack), label: LABEL.drift }, CLOSING),
      )
  })
  return told
}

/** Stacks with an open issue and no open finding, those without a file included. */
async function settled(
  github: GitHub,
  scanned: readonly Summary[],
  byStack: ReadonlyMap<string, readonly Finding[]>,
): Promise<string[]> {
  const markers = await openMarkers(github, LABEL.drift, DRIFT_MARKER)
  const stacks = markers.map((marker) => marker.slice(DRIFT_MARKER.length, -' -->'.length))
  const unseen = new Set(scanned.filter(({ looked }) => !looked).map(({ stack }) => stack))
  return stacks.filter((stack) => (byStack.get(stack) ?? []).length === 0 && !unseen.has(stack))
}

function concernedBy(model: Model | undefined, stack: string): Concerned {
  const client = model?.clients.find(({ slug }) => slug === stack)
  return { stack, repair: repairOf(model, stack), assignees: loginsOf(model, client) }
}

function repairOf(model: Model | undefined, stack: string): Repair {
  return model?.clients.find(({ slug }) => slug === stack)?.repair ?? 'report'
}

function summaryOf(findings: readonly Finding[]): string {
  const text = findings.length === 0 ? 'Meta matches the files.' : findingsMarkdown(findings)
  return `## Meta and the files\n\n${text}`
}

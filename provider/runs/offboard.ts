import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { hasErrors } from '../findings/has-errors.ts'
import { makeTrial } from '../files/trial.ts'
import { writeAccessFiles, type AccessFile } from '../files/write-access.ts'
import type { Client, Model } from '../model/model.ts'
import { withTombstone, type EndReasons } from '../offboard/tombstone.ts'
import { hasUnread, type Plan } from '../plan/plan.ts'
import { applyPlans, type AppliedStack } from './apply-plans.ts'
import { otherPlans } from './other-plans.ts'
import { planRun } from './plan.ts'
import { clientUnknown } from './wiring/client-unknown.ts'
import { todayOf, type RunContext } from './wiring/context.ts'
import { EXIT, type ExitCode } from './wiring/exit.ts'
import { loadModel } from './wiring/load.ts'
import { select } from './wiring/select.ts'

/** How far to go: show the plan, write the tombstone (no token or engine needed), or carry out all of it. */
export type OffboardMode = 'show' | 'write' | 'carry-out'

export type OffboardOrder = EndReasons & {
  readonly client: string
  readonly mode: OffboardMode
  /** Digest of the only plan that may be carried out. */
  readonly plan?: string
}

/** The edit of the file, the plans and the results; each is absent when the run did not get that far. */
export type OffboardedRun = {
  readonly exit: ExitCode
  readonly client: Client
  readonly edit?: AccessFile | undefined
  readonly plans?: readonly Plan[]
  readonly results?: readonly AppliedStack[]
  readonly findings: readonly Finding[]
}

/**
 * Writes the tombstone into the client's file and ends everything with the client. `show` exits with 2; `write` leaves
 * the rest to the apply after the merge; `carry-out` does it at once. With a tombstone in the file, the run continues
 * from what it finds and exits with 0 when nothing is left.
 */
export async function offboardRun(
  context: RunContext,
  order: OffboardOrder,
): Promise<OffboardedRun | { readonly errors: readonly Finding[] }> {
  const selection = await select({ names: [order.client], all: false }, context)
  if (!('model' in selection)) return { errors: selection }
  const { clients } = selection.model
  const client = clients.find(({ slug }) => slug === order.client)
  if (client === undefined) {
    const known = clients.map(({ slug }) => slug)
    return { errors: [clientUnknown(order.client, known)] }
  }
  const edit = await editOf(client, selection.model, order, context)
  if (edit !== undefined && !('path' in edit)) return { errors: edit }
  const outcome = await (order.mode === 'write'
    ? writeOnly(edit, context)
    : carryOut(client, edit, order, context))
  return { ...outcome, client, findings: [...unusedReasons(client, order), ...outcome.findings] }
}

type OffboardOutcome = Omit<OffboardedRun, 'client'>

/** The edit that the file still needs; undefined when it has its tombstone. */
async function editOf(
  client: Client,
  { agency }: Model,
  given: EndReasons,
  context: RunContext,
): Promise<AccessFile | undefined | readonly Finding[]> {
  if (client.offboarded !== undefined) return undefined
  const text = await readFile(join(context.root, client.file), 'utf8')
  return withTombstone(client, text, given, agency, todayOf(context))
}

/** Writes only the tombstone, if the files stay readable with it. */
async function writeOnly(edit: AccessFile | undefined, context: RunContext): Promise<OffboardOutcome> {
  if (edit === undefined) return { exit: EXIT.ok, findings: [] }
  await using trial = await makeTrial(context.root, edit)
  const { findings } = await loadModel({ ...context, filesRoot: trial.root })
  const own = findings.filter(({ address }) => address?.file === edit.path)
  if (hasErrors(own)) return { exit: EXIT.error, findings: own }
  const unwritten = await writeAccessFiles(context.root, [edit])
  return { exit: unwritten.length > 0 ? EXIT.error : EXIT.ok, edit, findings: unwritten }
}

/** Plans with the tombstone in the file; `carry-out` then writes the file and applies the plan. */
async function carryOut(
  { slug }: Client,
  edit: AccessFile | undefined,
  { mode, plan }: OffboardOrder,
  context: RunContext,
): Promise<OffboardOutcome> {
  await using trial = await makeTrial(context.root, edit)
  const tried = { ...context, filesRoot: trial.root }
  const planned = await planRun(tried, { names: [slug], all: false }, {}, 'to apply')
  if ('errors' in planned) return { exit: EXIT.error, edit, findings: planned.errors }
  const plans = planned.plans.map((one) => one.plan)
  const findings = [...planned.findings, ...(plan === undefined ? [] : otherPlans(plans, plan))]
  if (hasErrors(findings)) {
    const refused = findings.every((one) => one.severity !== 'error' || planned.refusals.includes(one))
    return { exit: refused ? EXIT.refused : EXIT.error, edit, plans, findings }
  }
  const over = edit === undefined && planned.plans.every((one) => one.over)
  if (mode === 'show' || over) {
    const shown = hasUnread(plans) ? EXIT.unread : EXIT.changes
    return { exit: over ? EXIT.ok : shown, edit, plans, findings }
  }
  const unwritten = edit === undefined ? [] : await writeAccessFiles(context.root, [edit])
  if (unwritten.length > 0) return { exit: EXIT.error, edit, plans, findings: [...findings, ...unwritten] }
  const { results, findings: found } = await applyPlans(planned, context)
  const done = results.length > 0 && results.every(({ applied }) => applied) && !hasErrors(found)
  return { exit: done ? EXIT.ok : EXIT.error, edit, plans, results, findings: [...findings, ...found] }
}

/** Reports reasons that are ignored because the tombstone is already written. */
function unusedReasons({ slug: client, offboarded }: Client, { reason, ticket, by }: EndReasons): Finding[] {
  if (offboarded === undefined || (reason ?? ticket ?? by) === undefined) return []
  const { since, by: who, ticket: asked, at } = offboarded
  return [finding('OFFBOARD_WRITTEN', { client, since, by: who, ticket: asked }, at)]
}

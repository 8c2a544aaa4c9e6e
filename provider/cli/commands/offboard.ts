import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { makeTrial } from '../../files/trial.ts'
import { writeAccessFiles, type AccessFile } from '../../files/write-access.ts'
import type { Client, Model } from '../../model/model.ts'
import { recordPath } from '../../offboard/record.ts'
import { withTombstone, type Given } from '../../offboard/tombstone.ts'
import { isDigestOf, SHORT_DIGEST } from '../../plan/digest.ts'
import { applyPlans, type AppliedStack } from '../apply-plans.ts'
import { clientUnknown } from '../client-unknown.ts'
import { todayOf, type Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { loadModel, select } from '../load.ts'
import { offboardText } from '../offboard-text.ts'
import type { Format } from '../output.ts'
import { planAll, type Planned } from '../plan-all.ts'
import { failed, hasErrors, report } from '../report.ts'

export type OffboardOptions = Given & {
  readonly client: string
  /** Only the tombstone: needs no token and no engine. */
  readonly write: boolean
  readonly yes: boolean
  readonly plan?: string
  readonly format: Format
}

/** What became of it: the edit of the file, the plan, and what was applied; each absent where it was not come to. */
type Outcome = {
  readonly exit: ExitCode
  readonly edit?: AccessFile | undefined
  readonly planned?: Planned
  readonly results?: readonly AppliedStack[]
  readonly findings: readonly Finding[]
}

/**
 * `offboard`: a tombstone in the client's file, and all that follows from it. Alone it shows what that is (2); `--write`
 * leaves the rest to the apply after the merge; `--yes` does it at once. Once the file has its tombstone it goes on from
 * what it finds, and ends with 0 when nothing is left.
 */
export async function offboard(context: Context, options: OffboardOptions): Promise<ExitCode> {
  const { client: slug, format } = options
  const selection = await select({ names: [slug], all: false }, context)
  if (!('model' in selection)) return failed(context.output, format, 'offboard', selection)
  const client = selection.model.clients.find((one) => one.slug === slug)
  if (client === undefined) {
    const known = selection.model.clients.map((one) => one.slug)
    return failed(context.output, format, 'offboard', [clientUnknown(slug, known)])
  }
  const edit = await editOf(client, selection.model, options, context)
  if (edit !== undefined && !('path' in edit)) return failed(context.output, format, 'offboard', edit)
  const outcome = await (options.write ? writeOnly(edit, context) : carryOut(client, edit, options, context))
  const findings = [...toldOf(client, options), ...outcome.findings]
  return report(context.output, format, {
    command: 'offboard',
    exit: outcome.exit,
    findings,
    result: resultOf(client, outcome, context),
    text: offboardText({ ...outcome, client, options, today: todayOf(context), width: context.output.width }),
  })
}

/** The edit that the file still needs; undefined when the tombstone stands. */
async function editOf(
  client: Client,
  { agency }: Model,
  given: Given,
  context: Context,
): Promise<AccessFile | undefined | readonly Finding[]> {
  if (client.offboarded !== undefined) return undefined
  const text = await readFile(join(context.root, client.file), 'utf8')
  return withTombstone(client, text, given, agency, todayOf(context))
}

/** The tombstone alone, if the files can be read with it. */
async function writeOnly(edit: AccessFile | undefined, context: Context): Promise<Outcome> {
  if (edit === undefined) return { exit: EXIT.ok, findings: [] }
  await using trial = await makeTrial(context.root, edit)
  const { findings } = await loadModel({ ...context, filesRoot: trial.root })
  const own = findings.filter(({ address }) => address?.file === edit.path)
  if (hasErrors(own)) return { exit: EXIT.error, findings: own }
  const unwritten = await writeAccessFiles(context.root, [edit])
  return { exit: unwritten.length > 0 ? EXIT.error : EXIT.ok, edit, findings: unwritten }
}

/** The plan with the tombstone in the file; with `yes` the file is written and the plan applied, else nothing is. */
async function carryOut(
  { slug }: Client,
  edit: AccessFile | undefined,
  { yes, plan }: OffboardOptions,
  context: Context,
): Promise<Outcome> {
  await using trial = await makeTrial(context.root, edit)
  const planned = await planAll(
    { ...context, filesRoot: trial.root },
    { names: [slug], all: false },
    {},
    'to apply',
  )
  if ('errors' in planned) return { exit: EXIT.error, edit, findings: planned.errors }
  const { findings } = planned
  const all = [...findings, ...(plan === undefined ? [] : otherPlan(planned, plan))]
  if (hasErrors(all)) {
    const refused = all.every((one) => one.severity !== 'error' || planned.refusals.includes(one))
    return { exit: refused ? EXIT.refused : EXIT.error, edit, planned, findings: all }
  }
  const over = edit === undefined && planned.plans.every((one) => one.over)
  if (!yes || over) return { exit: over ? EXIT.ok : EXIT.changes, edit, planned, findings }
  const unwritten = edit === undefined ? [] : await writeAccessFiles(context.root, [edit])
  if (unwritten.length > 0) return { exit: EXIT.error, edit, planned, findings: [...findings, ...unwritten] }
  const { results, findings: found } = await applyPlans(planned, context)
  const done = results.length > 0 && results.every(({ applied }) => applied) && !hasErrors(found)
  return { exit: done ? EXIT.ok : EXIT.error, edit, planned, results, findings: [...findings, ...found] }
}

function otherPlan({ plans }: Planned, wanted: string): Finding[] {
  return plans.flatMap(({ plan: { stack: client, digest } }) => {
    if (isDigestOf(wanted, digest)) return []
    return [finding('PLAN_CHANGED', { wanted, client, current: digest.slice(0, SHORT_DIGEST) })]
  })
}

/** Reasons that come too late are not dropped in silence. */
function toldOf({ slug: client, offboarded }: Client, { reason, ticket, by }: Given): Finding[] {
  if (offboarded === undefined || (reason ?? ticket ?? by) === undefined) return []
  const { since, by: who, ticket: asked, at } = offboarded
  return [finding('OFFBOARD_WRITTEN', { client, since, by: who, ticket: asked }, at)]
}

function resultOf(client: Client, { edit, planned, results }: Outcome, context: Context) {
  const since = client.offboarded?.since ?? todayOf(context)
  return {
    ...(edit === undefined ? {} : { edit: { file: edit.path, text: edit.text } }),
    plans: planned?.plans.map(({ plan }) => plan) ?? [],
    ...(results === undefined ? {} : { results, record: recordPath(client, { since }) }),
  }
}

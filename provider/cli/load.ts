import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { listed } from '../findings/phrases.ts'
import { readAccessFilesAt } from '../files/read-git.ts'
import { readModel } from '../files/read-model.ts'
import { CLIENTS_FOLDER } from '../model/access-files.ts'
import { buildModel, type BuiltModel } from '../model/build.ts'
import { desiredAccess, type DesiredClient } from '../model/desired.ts'
import type { RawFile } from '../model/read/source.ts'
import type { Model } from '../model/model.ts'
import type { Moment } from '../model/moment.ts'
import { judgeFiles } from '../../policies/judge-files.ts'
import { POLICY_RULES } from '../../policies/rules/index.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import { clientUnknown } from './client-unknown.ts'
import { momentOf, type Context } from './context.ts'

const BY_TIME: ReadonlySet<string> = new Set(
  POLICY_RULES.flatMap(({ id, byTime }) => (byTime === true ? [id] : [])),
)

/** What the files say, what is wrong with them, and what the policy rules find in them. */
export type Loaded = BuiltModel & { readonly policy: readonly Finding[]; readonly files: readonly RawFile[] }

/** Reads and checks every access file under the root, offline. */
export async function loadModel(context: Context): Promise<Loaded> {
  const { root, filesRoot = root } = context
  const { files, built } = await readModel(filesRoot, momentOf(context), root)
  return { ...built, files, policy: judgeFiles(POLICY_RULES, built, files, momentOf(context)) }
}

/** What a command line says about the stacks it means. */
export type Choice = {
  readonly names: readonly string[]
  readonly all: boolean
  /** Only clients whose desired access differs from what it was at this commit. */
  readonly changedSince?: string
  /** Leaves out the clients whose own files have errors, which are then in the findings, instead of stopping for them. */
  readonly withoutBroken?: boolean
}

/** The stacks a command is about: clients by slug, and "agency" for our own members. */
export type Selection = {
  readonly model: Model
  readonly clients: readonly DesiredClient[]
  readonly agency: boolean
  /** The slugs of all clients that have a file, broken ones too. */
  readonly slugs: readonly string[]
  /** Findings of the files concerned; errors only of those in `broken`. */
  readonly findings: readonly Finding[]
  /** The files of clients left out because of their errors. */
  readonly broken: readonly RawFile[]
  /** What policy says of the files concerned; an error refuses the stack, or all where the file is a common one. */
  readonly policy: readonly Finding[]
}

/**
 * Chooses the stacks by name, or all of them. A fault in another client's file stops none of the chosen ones;
 * a fault in a common file stops all.
 */
export async function select(choice: Choice, context: Context): Promise<Selection | readonly Finding[]> {
  const built = await loadModel(context)
  if (choice.changedSince === undefined || built.model === undefined) return selectIn(built, choice, context)
  const before = await readAccessFilesAt(context.root, choice.changedSince)
  if (!Array.isArray(before)) return [before]
  const names = changedStacks(buildModel(before, momentOf(context)).model, built.model, momentOf(context))
  const broken = built.findings.flatMap(({ address }) => slugIn(address?.file) ?? [])
  return selectIn(built, { names: [...names, ...broken], all: false }, context, true)
}

/** The stacks whose desired access differs between two states of the files; all of them when the old one is unusable. */
function changedStacks(before: Model | undefined, now: Model, today: Moment): string[] {
  const wanted = (model: Model | undefined, slug: string): string => {
    const client = model?.clients.find((one) => one.slug === slug)
    return model === undefined || client === undefined ? '' : textOf(desiredAccess(model, client, today))
  }
  const clients = now.clients
    .map(({ slug }) => slug)
    .filter((slug) => wanted(before, slug) !== wanted(now, slug))
  return textOf(before?.agency) === textOf(now.agency) ? clients : [AGENCY_STACK, ...clients]
}

/** A moved line is no change of access. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => (key === 'at' ? undefined : inner)) ?? ''
}

function selectIn(
  built: Loaded,
  { names, all, withoutBroken = false }: Choice,
  context: Context,
  noneIsFine = false,
): Selection | readonly Finding[] {
  const { model } = built
  const slugs = model?.clients.map(({ slug }) => slug) ?? []
  const known = [...slugs, AGENCY_STACK]
  const broken = built.findings.flatMap(({ address }) => slugIn(address?.file) ?? [])
  if (!all && names.length === 0 && !noneIsFine)
    return [finding('CLIENT_NOT_NAMED', { known: `one or more of ${listed(known)}, or write --all` })]
  const unknown = names.filter((name) => !known.includes(name) && !broken.includes(name))
  const chosen = all ? [...known, ...broken] : names
  const isConcerned = ({ address }: Finding): boolean => {
    const slug = slugIn(address?.file)
    return slug === undefined || chosen.includes(slug)
  }
  const concerned = built.findings.filter(isConcerned)
  const missing = unknown.map((client) => clientUnknown(client, known))
  const faults = concerned.filter(({ severity }) => severity === 'error')
  const leftOut = withoutBroken ? faults.filter(({ address }) => slugIn(address?.file) !== undefined) : []
  if (model === undefined) return faults
  const errors = [...faults.filter((one) => !leftOut.includes(one)), ...missing]
  if (errors.length > 0) return errors
  const brokenFiles = new Set(leftOut.map(({ address }) => address?.file))
  const today = momentOf(context)
  return {
    model,
    clients: model.clients
      .filter(({ slug, file }) => chosen.includes(slug) && !brokenFiles.has(file))
      .map((client) => desiredAccess(model, client, today)),
    agency: chosen.includes(AGENCY_STACK),
    slugs: [...slugs, ...broken],
    findings: concerned,
    broken: built.files.filter(({ path }) => brokenFiles.has(path)),
    policy: built.policy.filter(isConcerned).map(onlyToldByTime),
  }
}

/** A rule that time alone breaks must not stop the very run that takes away what ended (policies/rule.ts, `byTime`). */
function onlyToldByTime(found: Finding): Finding {
  return BY_TIME.has(found.code) ? { ...found, severity: 'warning' } : found
}

/** The slug of the client whose file this is; undefined for a file that all clients share. */
export function slugIn(file: string | undefined): string | undefined {
  if (file?.startsWith(CLIENTS_FOLDER) !== true) return undefined
  return file.slice(CLIENTS_FOLDER.length).replace(/\.ya?ml$/, '')
}

import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { listed } from '../../findings/phrases.ts'
import { readAccessFilesAt } from '../../files/read-git.ts'
import { slugIn } from '../../model/access-files.ts'
import { buildModel } from '../../model/build.ts'
import { desiredAccess, type DesiredClient } from '../../model/desired.ts'
import type { RawFile } from '../../model/read/source.ts'
import type { Model } from '../../model/model.ts'
import type { Moment } from '../../model/moment.ts'
import { AGENCY_STACK } from '../../model/stacks.ts'
import { clientUnknown } from './client-unknown.ts'
import { momentOf, type RunContext } from './context.ts'
import { loadModel, type Loaded } from './load.ts'

/** Which stacks a command line asks for. */
export type Choice = {
  readonly names: readonly string[]
  readonly all: boolean
  /** Only clients whose desired access differs from the files at this commit. */
  readonly changedSince?: string
  /** Skips clients whose own files have errors and reports those errors, instead of stopping. */
  readonly withoutBroken?: boolean
}

/** The chosen stacks: clients by slug, and "agency" for our own members. */
export type Selection = {
  readonly model: Model
  readonly clients: readonly DesiredClient[]
  readonly agency: boolean
  /** Slugs of all clients that have a file, broken ones too. */
  readonly slugs: readonly string[]
  /** Findings of the files concerned; errors only from files in `broken`. */
  readonly findings: readonly Finding[]
  /** Files of clients skipped because of errors. */
  readonly broken: readonly RawFile[]
  /**
   * Policy findings of the files concerned; an error in a client's file refuses its stack, in a common file all stacks.
   */
  readonly policy: readonly Finding[]
}

/**
 * Chooses the stacks by name, or all of them. An error in the file of a client who is not chosen stops nothing; an
 * error in a common file stops all.
 */
export async function select(choice: Choice, context: RunContext): Promise<Selection | readonly Finding[]> {
  const built = await loadModel(context)
  if (choice.changedSince === undefined || built.model === undefined) return selectIn(built, choice, context)
  const before = await readAccessFilesAt(context.root, choice.changedSince)
  if (!Array.isArray(before)) return [before]
  const names = changedStacks(buildModel(before, momentOf(context)).model, built.model, momentOf(context))
  const broken = built.findings.flatMap(({ address }) => slugIn(address?.file) ?? [])
  return selectIn(built, { names: [...names, ...broken], all: false }, context, true)
}

/**
 * The stacks whose desired access differs between two versions of the files; all of them when the old version is
 * unusable.
 */
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

/** Leaves out addresses: a moved line does not change access. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => (key === 'at' ? undefined : inner)) ?? ''
}

function selectIn(
  built: Loaded,
  { names, all, withoutBroken = false }: Choice,
  context: RunContext,
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
    policy: built.policy.filter(isConcerned),
  }
}

/** The policy findings that refuse a stack: those in its own file and in common files. Such a stack is not planned. */
export function refusing(policy: readonly Finding[], stack: string): Finding[] {
  return policy.filter(({ address }) => {
    const slug = slugIn(address?.file)
    return slug === undefined ? address !== undefined : slug === stack
  })
}

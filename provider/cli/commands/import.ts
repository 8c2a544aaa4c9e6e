import { readAccessFiles } from '../../files/read-access.ts'
import { textOf } from '../../files/text.ts'
import { writeAccessFiles, type AccessFile } from '../../files/write-access.ts'
import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { listed } from '../../findings/phrases.ts'
import { assetsOwnedBy, toExplain } from '../../import/import-client.ts'
import { bestPackage, partnerLevel, titleOf } from '../../import/assets.ts'
import { differencesIn } from '../../import/differences.ts'
import type { SharedAsset } from '../../model/shared-asset.ts'
import { membersOf } from '../../inventory/inventory.ts'
import { readSharedAssets, type SharedAssets } from '../../inventory/ours/shared-assets.ts'
import type { OurPeople } from '../../inventory/ours/our-people.ts'
import { AGENCY_FILE } from '../../model/access-files.ts'
import { desiredAccess } from '../../model/desired.ts'
import { factsOf } from '../../model/kinds.ts'
import { isPlaceholder } from '../../model/placeholder.ts'
import type { Client, Model, ServicePackage } from '../../model/model.ts'
import type { RawFile } from '../../model/read/source.ts'
import { AGENCY_STACK } from '../../model/stacks.ts'
import { momentOf, type Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { clientPath, importedFiles, type ImportedFiles } from '../import-texts.ts'
import { asAgency } from '../live.ts'
import { loadModel } from '../load.ts'
import type { Format } from '../output.ts'
import { failed, hasErrors, report } from '../report.ts'
import { isSlug } from '../../model/slug.ts'

export type ImportOptions = {
  readonly business: string
  readonly package?: string
  readonly addPeople: boolean
  readonly format: Format
}

type Seen = { readonly us: OurPeople; readonly shared: SharedAssets }

/**
 * `import CLIENT --business ID`: writes the file of a client for what exists today, or changes what differs in the file
 * it has. Reads Meta with GET only. 2 when something is left for a person, such as the reason of what goes beyond a
 * function.
 */
export async function importCommand(
  context: Context,
  slug: string,
  { format, ...asked }: ImportOptions,
): Promise<ExitCode> {
  const fail = (findings: readonly Finding[]): ExitCode => failed(context.output, format, 'import', findings)
  const loaded = await loadModel(context)
  const unfit = askedFindings(slug, asked, loaded.model)
  const errors = [...loaded.findings.filter((one) => hasErrors([one]) && concerns(one, slug)), ...unfit]
  if (loaded.model === undefined || errors.length > 0) return fail(errors)
  const { model } = loaded
  context.output.progress('Reading what is shared with our Business')
  const seen = await asAgency(model.agency, context, async (side): Promise<Seen> => {
    return { us: await side.people(), shared: await readSharedAssets(side) }
  })
  if (!('us' in seen)) return fail(seen)
  const { us, shared } = seen
  if ('unread' in shared) {
    const args = { client: slug, kind: factsOf(shared.unread).title, reason: shared.reason.message }
    return fail([finding('IMPORT_UNREAD', args)])
  }
  const own = assetsOwnedBy(asked.business, shared.assets)
  if (own.length === 0)
    return fail([
      finding('IMPORT_NOTHING', { client: slug, business: asked.business, ours: model.agency.business }),
    ])
  const existing = model.clients.find((client) => client.slug === slug)
  const { files } = await readAccessFiles(context.root)
  const request = {
    model,
    slug,
    business: asked.business,
    existing,
    shared: shared.assets,
    members: us.members,
    self: us.self,
    addPeople: asked.addPeople,
    today: momentOf(context),
  }
  const service = serviceFor(model, own, existing, asked.package)
  const result = importedFiles(request, service, files)
  if ('errors' in result) return fail(result.errors)
  return written(context, format, slug, { before: files, result, own, us })
}

/** A file of another client or a missing one does not stand in the way; a common one does. */
function concerns({ address }: Finding, slug: string): boolean {
  const file = address?.file ?? ''
  return !file.startsWith('access/clients/') || file === clientPath(slug)
}

function askedFindings(
  slug: string,
  asked: Omit<ImportOptions, 'format'>,
  model: Model | undefined,
): Finding[] {
  const { business } = asked
  const wanted = 'a name of small letters, digits and hyphens'
  const client = model?.clients.find((one) => one.slug === slug)
  const taken = client === undefined ? model?.clients.find((one) => one.business === business) : undefined
  const known = [...(model?.packages.keys() ?? [])]
  const other = client !== undefined && client.business !== business ? client.business : undefined
  const unknown = asked.package !== undefined && model !== undefined && !known.includes(asked.package)
  return [
    ...(isSlug(slug) ? [] : [finding('VALUE_WRONG', { key: 'client', value: slug, wanted })]),
    ...(/^\d{1,20}$/.test(business)
      ? []
      : [finding('ID_NOT_NUMERIC', { value: business, what: 'a Business' })]),
    ...(slug === AGENCY_STACK ? [finding('SLUG_RESERVED', { client: slug })] : []),
    ...(taken === undefined ? [] : [finding('BUSINESS_DUPLICATE', { business, first: taken.file })]),
    ...(unknown ? [finding('PACKAGE_UNKNOWN', { package: asked.package ?? '', known: listed(known) })] : []),
    ...(other === undefined
      ? []
      : [finding('IMPORT_OTHER_BUSINESS', { client: slug, business, other }, client?.at)]),
  ]
}

/** The package of the file, the one that was named, or the one that fits what is shared best. */
function serviceFor(
  model: Model,
  own: readonly SharedAsset[],
  existing: Client | undefined,
  named: string | undefined,
): ServicePackage {
  const chosen = existing?.package ?? named
  const known = chosen === undefined ? undefined : model.packages.get(chosen)
  if (known !== undefined) return known
  const levels = own.map((asset) => ({ asset, level: partnerLevel(asset, undefined, undefined).level }))
  return (
    bestPackage([...model.packages.values()], levels) ?? { name: chosen ?? 'none', title: '', levels: {} }
  )
}

type Outcome = {
  readonly before: readonly RawFile[]
  readonly result: Exclude<ImportedFiles, { errors: unknown }>
  readonly own: readonly SharedAsset[]
  readonly us: OurPeople
}

async function written(
  context: Context,
  format: Format,
  slug: string,
  { before, result, own, us }: Outcome,
): Promise<ExitCode> {
  const { model, client, imported } = result
  const changed = [clientPath(slug), AGENCY_FILE].flatMap((path): AccessFile[] => {
    const [old, now] = [before, result.files].map((files) => files.find((one) => one.path === path))
    const [was, text] = [old && textOf(old), now && textOf(now)]
    return text === undefined || text === was ? [] : [{ path, before: was, text }]
  })
  const wrong = await writeAccessFiles(context.root, changed)
  if (wrong.length > 0) return failed(context.output, format, 'import', wrong)
  const desired = desiredAccess(model, client, momentOf(context))
  const absent = client.assets.filter(({ id }) => !own.some((asset) => asset.id === id))
  const findings = [
    ...imported.findings,
    ...toExplain(client),
    ...absent.map((asset) => finding('IMPORT_NOT_SHARED', { asset: titleOf(asset) }, asset.at)),
    ...differencesIn(desired, own, membersOf(us.members), us.self),
  ]
  const counts = {
    assets: own.length,
    people: imported.people.length,
    exceptions: client.exceptions.filter(({ reason }) => isPlaceholder(reason)).length,
  }
  return report(context.output, format, {
    command: 'import',
    exit: findings.some(({ severity }) => severity !== 'note') ? EXIT.changes : EXIT.ok,
    findings,
    result: { client: slug, package: client.package, counts, written: changed.map(({ path }) => path) },
    text: textFor(slug, client.package, counts, changed),
  })
}

function textFor(
  slug: string,
  service: string,
  counts: { readonly assets: number; readonly people: number; readonly exceptions: number },
  changed: readonly AccessFile[],
): string {
  const { assets, people, exceptions } = counts
  const wrote = changed.map(({ path }) => `Wrote ${path}\n`).join('')
  const now = changed.length === 0 ? `${clientPath(slug)} says what Meta shows already\n` : wrote
  const done = `Assets: ${assets}. People: ${people}. Package: ${service}. Exceptions to explain: ${exceptions}.\n`
  return `${now}${done}Next: npx metagrant check, then npx metagrant preview ${slug}\n`
}

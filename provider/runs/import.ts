import { readAccessFiles } from '../files/read-access.ts'
import { textOf } from '../files/text.ts'
import { writeAccessFiles, type AccessFile } from '../files/write-access.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { hasErrors } from '../findings/has-errors.ts'
import { orderFindings, serviceFor, type ImportOrder } from '../import/asked.ts'
import { differencesIn } from '../import/differences.ts'
import { assetsFor, toExplain } from '../import/import-client.ts'
import { importedFiles, type ImportedFiles } from '../import/imported-files.ts'
import { membersOf } from '../inventory/inventory.ts'
import { readSharedAssets, type SharedAssets } from '../inventory/ours/shared-assets.ts'
import type { OurPeople } from '../inventory/ours/our-people.ts'
import { AGENCY_FILE, clientFile, slugIn } from '../model/access-files.ts'
import { desiredAccess } from '../model/desired.ts'
import { ASSET_KINDS, factsOf, theAsset } from '../model/kinds.ts'
import { listedKinds } from '../model/listed-kinds.ts'
import { isPlaceholder } from '../model/placeholder.ts'
import type { RawFile } from '../model/read/source.ts'
import type { SharedAsset } from '../model/shared-asset.ts'
import { momentOf, type RunContext } from './wiring/context.ts'
import { EXIT, type ExitCode } from './wiring/exit.ts'
import { asAgency } from './wiring/live.ts'
import { loadModel } from './wiring/load.ts'

/** What an import wrote, and the findings it leaves for a person. */
export type ImportedRun = {
  readonly exit: ExitCode
  readonly package: string
  readonly counts: Readonly<Record<'assets' | 'people' | 'exceptions', number>>
  readonly written: readonly AccessFile[]
  readonly findings: readonly Finding[]
}

/**
 * Writes a client's file from what exists today, or updates the lines that differ. Reads Meta with GET only. Exits with
 * 2 when a finding needs a person, such as an exception without a reason.
 */
export async function importRun(
  context: RunContext,
  slug: string,
  order: ImportOrder,
): Promise<ImportedRun | { readonly errors: readonly Finding[] }> {
  const loaded = await loadModel(context)
  const unfit = orderFindings(slug, order, loaded.model)
  const errors = [...loaded.findings.filter((one) => hasErrors([one]) && concerns(one, slug)), ...unfit]
  if (loaded.model === undefined || errors.length > 0) return { errors }
  const { model } = loaded
  const existing = model.clients.find((client) => client.slug === slug)
  const before = (existing?.assets ?? []).filter(({ owner }) => owner === 'agency')
  // The ids do not say of which kind they are.
  const ownKinds = new Set(order.own.length > 0 ? ASSET_KINDS : before.map(({ kind }) => kind))
  const named = { business: order.business, own: [...order.own, ...before.map(({ id }) => id)] }
  context.progress('Reading the assets shared with our Business')
  const seen = await asAgency(model.agency, context, async (side): Promise<SeenShares> => {
    return {
      us: await side.people(),
      shared: await readSharedAssets(side, listedKinds(model.clients), ownKinds),
    }
  })
  if (!('us' in seen)) return { errors: seen }
  const { us, shared } = seen
  if ('unread' in shared) {
    const args = { client: slug, kind: factsOf(shared.unread).title, reason: shared.reason.message }
    return { errors: [finding('IMPORT_UNREAD', args)] }
  }
  const own = assetsFor(named, shared.assets)
  const missing = order.own.filter((id) => !own.some((asset) => asset.id === id && asset.ours === true))
  if (missing.length > 0)
    return { errors: missing.map((id) => finding('IMPORT_NOT_OURS', { id, client: slug })) }
  if (own.length === 0) {
    const args = { client: slug, business: order.business, ours: model.agency.business }
    return { errors: [finding('IMPORT_NOTHING', args)] }
  }
  const { files } = await readAccessFiles(context.root)
  const request = {
    model,
    slug,
    ...named,
    existing,
    shared: shared.assets,
    members: us.members,
    self: us.self,
    addPeople: order.addPeople,
    today: momentOf(context),
  }
  const result = importedFiles(request, serviceFor(model, own, existing, order.package), files)
  if ('errors' in result) return { errors: result.errors }
  return write(context, slug, { before: files, result, own, us })
}

type SeenShares = { readonly us: OurPeople; readonly shared: SharedAssets }

/** An error in a common file or in the client's own stops its import; an error in another client's file does not. */
function concerns({ address }: Finding, slug: string): boolean {
  return slugIn(address?.file) === undefined || address?.file === clientFile(slug)
}

type Prepared = {
  readonly before: readonly RawFile[]
  readonly result: Exclude<ImportedFiles, { errors: unknown }>
  readonly own: readonly SharedAsset[]
  readonly us: OurPeople
}

async function write(
  context: RunContext,
  slug: string,
  { before, result, own, us }: Prepared,
): Promise<ImportedRun | { readonly errors: readonly Finding[] }> {
  const { model, client, imported } = result
  const written = [clientFile(slug), AGENCY_FILE].flatMap((path): AccessFile[] => {
    const [old, now] = [before, result.files].map((files) => files.find((one) => one.path === path))
    const [was, text] = [old && textOf(old), now && textOf(now)]
    return text === undefined || text === was ? [] : [{ path, before: was, text }]
  })
  const wrong = await writeAccessFiles(context.root, written)
  if (wrong.length > 0) return { errors: wrong }
  const desired = desiredAccess(model, client, momentOf(context))
  const absent = client.assets.filter(({ id }) => !own.some((asset) => asset.id === id))
  const findings = [
    ...imported.findings,
    ...toExplain(client),
    ...absent.map((asset) => finding('IMPORT_NOT_SHARED', { asset: theAsset(asset) }, asset.at)),
    ...differencesIn(desired, own, membersOf(us.members), us.self),
  ]
  return {
    exit: findings.some(({ severity }) => severity !== 'note') ? EXIT.changes : EXIT.ok,
    package: client.package,
    counts: {
      assets: own.length,
      people: imported.people.length,
      exceptions: client.exceptions.filter(({ reason }) => isPlaceholder(reason)).length,
    },
    written,
    findings,
  }
}

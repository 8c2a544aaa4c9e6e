import { hasErrors } from '../findings/has-errors.ts'
import { editYaml } from '../edit/edit-yaml.ts'
import type { Edit } from '../edit/edit.ts'
import { textOf } from '../files/text.ts'
import type { Finding } from '../findings/finding.ts'
import { importClient, type Imported, type ImportRequest } from './import-client.ts'
import { assetEdits, peopleEdits } from './merge.ts'
import { newFileText } from './new-file.ts'
import { AGENCY_FILE, clientFile } from '../model/access-files.ts'
import { buildModel } from '../model/build.ts'
import type { Client, Model, ServicePackage } from '../model/model.ts'
import type { RawFile } from '../model/read/source.ts'

/** The files with the import in them, or the findings that prevent it. */
export type ImportedFiles =
  | {
      readonly files: readonly RawFile[]
      readonly model: Model
      readonly client: Client
      readonly imported: Imported
    }
  | { readonly errors: readonly Finding[] }

type BuiltImport = { readonly files: readonly RawFile[]; readonly model: Model; readonly client: Client }

/** A new file for a client that has none; else the edits that its file needs, comments and order kept. */
export function importedFiles(
  request: ImportRequest,
  service: ServicePackage,
  files: readonly RawFile[],
): ImportedFiles {
  const imported = importClient(request, service)
  const withAgency = edited(files, AGENCY_FILE, imported.agencyEdits)
  if ('errors' in withAgency) return withAgency
  return request.existing === undefined
    ? newFile(request, service, withAgency.files, imported)
    : mergedFile(request, request.existing, service, withAgency.files, imported)
}

function newFile(
  request: ImportRequest,
  service: ServicePackage,
  files: readonly RawFile[],
  imported: Imported,
): ImportedFiles {
  const { model, slug, business, today } = request
  const text = newFileText({ model, slug, business, service, imported, today })
  const built = builtWith(withText(files, clientFile(slug), text), request)
  return 'errors' in built ? built : { ...built, imported }
}

/** Assets first: what people hold is compared with what the file then says. */
function mergedFile(
  request: ImportRequest,
  client: Client,
  service: ServicePackage,
  files: readonly RawFile[],
  imported: Imported,
): ImportedFiles {
  const withAssets = edited(files, client.file, assetEdits({ client, service, imported }))
  const first = 'errors' in withAssets ? withAssets : builtWith(withAssets.files, request, true)
  if ('errors' in first) return first
  const edits = peopleEdits({ model: first.model, client: first.client, imported, today: request.today })
  const withPeople = edited(first.files, client.file, edits)
  const built = 'errors' in withPeople ? withPeople : builtWith(withPeople.files, request)
  return 'errors' in built ? built : { ...built, imported }
}

function edited(
  files: readonly RawFile[],
  path: string,
  edits: readonly Edit[],
): { readonly files: readonly RawFile[] } | { readonly errors: readonly Finding[] } {
  const file = files.find((one) => one.path === path)
  if (file === undefined || edits.length === 0) return { files }
  const result = editYaml(path, textOf(file), edits)
  return 'refused' in result ? { errors: [result.refused] } : { files: withText(files, path, result.text) }
}

/** `halfway` only assets are written: people may still hold more than an asset's level allows. */
function builtWith(
  files: readonly RawFile[],
  { slug, today, model: { agency } }: ImportRequest,
  halfway = false,
): BuiltImport | { readonly errors: readonly Finding[] } {
  const { model, findings } = buildModel(files, today, agency.former)
  const client = model?.clients.find((one) => one.slug === slug)
  const ours = new Set([clientFile(slug), AGENCY_FILE])
  const errors = findings.filter((one) => hasErrors([one]) && ours.has(one.address?.file ?? ''))
  const stop = halfway ? errors.filter(({ code }) => code !== 'LEVEL_ABOVE_PARTNER') : errors
  if (model === undefined || client === undefined || stop.length > 0) return { errors: stop }
  return { files, model, client }
}

function withText(files: readonly RawFile[], path: string, text: string): RawFile[] {
  return [...files.filter((one) => one.path !== path), { path, bytes: new TextEncoder().encode(text) }]
}

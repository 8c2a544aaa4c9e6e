import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { listed } from '../../findings/phrases.ts'
import { CLIENTS_FOLDER } from '../access-files.ts'
import type { Client, Model } from '../model.ts'
import { placeOf } from '../place.ts'
import { reservedFor } from '../slug.ts'

/** A file's name is its stack's name, so it must equal the client's slug: no two clients share a stack. */
export function clientsAreNamedLikeTheirFiles(model: Model): Finding[] {
  return model.clients.flatMap(({ slug, file, at }) => {
    const other = reservedFor(slug)
    if (other !== undefined) return [finding('SLUG_RESERVED', { client: slug, other }, at)]
    return file === `${CLIENTS_FOLDER}${slug}.yaml`
      ? []
      : [finding('SLUG_MISMATCH', { client: slug, file }, at)]
  })
}

/** A client's package is one of packages.yaml. */
export function packagesAreKnown(model: Model): Finding[] {
  const unknown = model.clients.filter((client) => !model.packages.has(client.package))
  const known = listed([...model.packages.keys()])
  return unknown.map((client: Client) =>
    finding('PACKAGE_UNKNOWN', { package: client.package, known }, placeOf(client, 'package')),
  )
}

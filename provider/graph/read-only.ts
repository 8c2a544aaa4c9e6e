import { writeIn } from './reads.ts'
import type { Transport } from './transport.ts'
import { WriteRefused } from './write-refused.ts'

/** A transport that cannot write: a dry run holds this one, so no flag can be forgotten. Throws WriteRefused. */
export function readOnly(transport: Transport): Transport {
  return async (request) => {
    const write = writeIn(request)
    if (write !== undefined) throw new WriteRefused(write.method, write.path)
    return transport(request)
  }
}

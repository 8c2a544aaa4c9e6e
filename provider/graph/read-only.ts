import { writeIn } from './reads.ts'
import type { Transport } from './transport.ts'
import { WriteRefused } from './write-refused.ts'

/** A transport that cannot write. A dry run has only this one, so it does not depend on a flag. Throws WriteRefused. */
export function readOnly(transport: Transport): Transport {
  return async (request) => {
    const write = writeIn(request)
    if (write !== undefined) throw new WriteRefused(write.method, write.path)
    return transport(request)
  }
}

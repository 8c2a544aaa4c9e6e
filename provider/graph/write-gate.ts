import { writeIn } from './reads.ts'
import type { Transport } from './transport.ts'

/** A write that was not sent because its run is over, or has lost the lock of its stack. */
export class RunOver extends Error {
  constructor() {
    super('The run no longer holds the lock of its stack')
    this.name = 'RunOver'
  }
}

/**
 * Asks before each attempt of a write, also one that waited for a minute because Meta throttled it, and throws RunOver
 * instead of sending it. A read is always sent.
 */
export function withWriteGate(transport: Transport, mayWrite: () => Promise<boolean>): Transport {
  return async (request) => {
    if (writeIn(request) !== undefined && !(await mayWrite())) throw new RunOver()
    return transport(request)
  }
}

import { deflateSync, inflateSync } from 'node:zlib'

/**
 * Packs a value as a job's output for another job. An environment variable holds 128 KiB (FACT, Linux), and a runner
 * withholds an output in which it sees a secret: packed, a comment of 60,000 characters is short and opaque.
 */
export function packed(value: unknown): string {
  return deflateSync(JSON.stringify(value)).toString('base64')
}

/** Unpacks the value; undefined without an output, when the job that makes it failed earlier. */
export function unpacked(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined
  return JSON.parse(inflateSync(Buffer.from(text, 'base64')).toString())
}

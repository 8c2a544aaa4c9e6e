import { spawn } from 'node:child_process'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { findTool } from '../../provider/setup/tools.ts'

/** A server that speaks S3's protocol; undefined where it could not be had. */
export const S3 = await findTool('gofakes3', REPOSITORY, process.env)

/** The reason of a skipped test. */
export const NO_S3 = 'gofakes3 is not there (npm test gets it with Go)'

const BUCKET = 'state'

/** A bucket of its own, in memory, on a free port. */
export type Bucket = AsyncDisposable & {
  /** For PULUMI_BACKEND_URL. */
  readonly url: string
  /** Keys that the engine's client of S3 wants; the server believes any. */
  readonly env: NodeJS.ProcessEnv
  readonly put: (key: string, text: string) => Promise<void>
  readonly remove: (key: string) => Promise<void>
}

export async function startS3(program: string): Promise<Bucket> {
  const child = spawn(program, ['-backend', 'memory', '-host', '127.0.0.1:0', '-initialbucket', BUCKET], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => child.on('close', resolve))
  const port = await new Promise<string>((resolve, reject) => {
    let log = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      const said = /using port: (\d+)/.exec((log += text))?.[1]
      if (said !== undefined) resolve(said)
    })
    child.on('close', () => reject(new Error(log)))
  })
  const host = `http://127.0.0.1:${port}`
  const send = async (method: 'PUT' | 'DELETE', key: string, body?: string): Promise<void> => {
    const answer = await fetch(`${host}/${BUCKET}/${key}`, {
      method,
      ...(body === undefined ? {} : { body }),
    })
    if (!answer.ok) throw new Error(`${method} ${key}: ${answer.status}`)
  }
  return {
    url: `s3://${BUCKET}?endpoint=${encodeURIComponent(host)}&s3ForcePathStyle=true&region=us-east-1`,
    env: { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any', AWS_EC2_METADATA_DISABLED: 'true' },
    put: (key, text) => send('PUT', key, text),
    remove: (key) => send('DELETE', key),
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await ended
    },
  }
}

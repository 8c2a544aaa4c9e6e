import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bodyOf } from '../../../provider/graph/body.ts'
import { httpTransport } from '../../../provider/graph/transport.ts'
import { graphErrorOf, TOKEN } from './support.ts'

describe('bodyOf', () => {
  test('takes an answer up to its limit, and no byte more', async () => {
    expect(await bodyOf(new Response('äbc'), 4)).toBe('äbc')
    await expect(bodyOf(new Response('äbcd'), 4)).rejects.toThrow('an answer of more than')
  })

  test('takes an answer without a body, and a character that two chunks share', async () => {
    expect(await bodyOf(new Response(null))).toBe('')
    const bytes = new TextEncoder().encode('ä')
    const chunks = [bytes.slice(0, 1), bytes.slice(1)]
    expect(await bodyOf(new Response(ReadableStream.from(chunks)))).toBe('ä')
  })
})

describe('httpTransport', () => {
  test('stops an answer that is small when packed and has no end when unpacked', async () => {
    let unpacked = 0
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      const packer = createGzip()
      packer.pipe(response)
      const block = Buffer.alloc(1024 * 1024, ' ')
      const more = (): void => {
        if (response.destroyed) return
        unpacked += block.length
        if (unpacked >= 1200 * 1024 * 1024) packer.end('{"data":[]}')
        else packer.write(block, more)
      }
      more()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const answer = httpTransport({ baseUrl, token: TOKEN })({ method: 'GET', path: 'v26.0/me', params: {} })
      const error = await graphErrorOf(answer)
      expect([error.kind, error.facts.message]).toEqual(['unreachable', 'an answer of more than 32 MiB'])
      expect(unpacked).toBeLessThan(300 * 1024 * 1024)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})

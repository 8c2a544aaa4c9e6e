/** Bytes of an answer after unpacking. A page of 100 rows has some 100 kB; the longest answer of a batch is far below. */
const MOST_BYTES = 32 * 1024 * 1024

/**
 * The text of an answer. Throws an Error where it is longer than `mostBytes` when unpacked, and stops reading there: a few
 * packed kilobytes can stand for gigabytes, so neither the header's length nor the bytes sent say how much comes.
 */
export async function bodyOf(response: Response, mostBytes = MOST_BYTES): Promise<string> {
  if (response.body === null) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Leaving the loop cancels the stream, and with it the connection.
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw new Error(`an answer of more than ${Math.floor(mostBytes / 2 ** 20)} MiB`)
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

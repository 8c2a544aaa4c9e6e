import type { CallParams, RawParams } from './params.ts'
import { formValues } from './request.ts'

export type Body = { readonly values: CallParams; readonly encoding: RawParams['encoding'] }

const EMPTY: Body = { values: {}, encoding: 'query' }

/** The parameters of a body: JSON, a form or a multipart form; none for any other body. */
export async function readBody(request: Request, method: string): Promise<Body> {
  // The SDK sends "{}" with every GET.
  if (method === 'GET') return EMPTY
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('application/json')) {
    const value: unknown = await request.json().catch(() => undefined)
    return isObject(value) ? { values: value, encoding: 'json' } : EMPTY
  }
  if (type.startsWith('multipart/form-data')) {
    const form = await request.formData()
    const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return { values: formValues(new URLSearchParams(texts)), encoding: 'form' }
  }
  const text = await request.text()
  return text === '' ? EMPTY : { values: formValues(new URLSearchParams(text)), encoding: 'form' }
}

function isObject(value: unknown): value is CallParams {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** The part of xliff 6 that is used here; it brings no types. */
declare module 'xliff/xliff2js' {
  export default function xliff2js(xml: string): Promise<{
    sourceLanguage: string;
    targetLanguage?: string;
    /** By `id` of file and unit. */
    resources: Record<string, Record<string, { source: unknown; target: unknown }>>;
  }>;
}

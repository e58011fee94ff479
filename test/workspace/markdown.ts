/** A heading and what stands below it, up to the next; what stands before the first has level 0. */
export interface Section {
  readonly level: number;
  readonly heading: string;
  readonly blocks: readonly FencedBlock[];
  /** Rows of each table, and cells of each row; the row of dashes is left out. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** All but the code blocks. */
  readonly text: string;
}

export interface FencedBlock {
  readonly language: string;
  readonly code: string;
}

const FENCE = /^( *)(`{3,}|~{3,})(.*)\n([\s\S]*?)^ *\2 *$\n?/gm;

/** What tests of documents look at in Markdown; read by lines, which is enough for how these are written. */
export function readMarkdown(source: string): Section[] {
  const blocks: FencedBlock[] = [];
  // A block leaves its number behind a character that no document holds: headings and links in code are none, and the
  // section that the block stands in is known.
  const bare = source.replace(FENCE, (_, _indent, _fence, language: string, code: string) => {
    blocks.push({ language, code });
    return `\ue000${blocks.length - 1}\n`;
  });
  const sections = bare.split(/^(?=#{1,6} )/m).map((part): Section => {
    const [, marks = '', heading = ''] = /^(#{1,6}) (.*)$/m.exec(part.split('\n', 1)[0] ?? '') ?? [];
    const own = [...part.matchAll(/\ue000(\d+)/g)].flatMap(([, index]) => blocks[Number(index)] ?? []);
    const text = part.replace(/\ue000\d+\n/g, '');
    return { level: marks.length, heading, blocks: own, tables: tablesIn(text), text };
  });
  return sections.filter(({ level, text }) => level > 0 || text.trim() !== '');
}

function tablesIn(text: string) {
  return [...text.matchAll(/(?:^\|.*\n?)+/gm)].map(([table]) =>
    table
      .trimEnd()
      .split('\n')
      .filter((_, index) => index !== 1)
      .map((row) =>
        row
          .split(/(?<!\\)\|/)
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
  );
}

/** Code inside a line, without its backticks. */
export function inlineCodeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

/** Where links and pictures lead, in order. */
export function linksIn(text: string): string[] {
  const prose = text.replace(/`[^`]+`/g, 'code');
  const found = prose.matchAll(/\]\(\s*<?([^)\s>]+)[^)]*\)|^\[[^\]]+\]: *(\S+)|(?:href|src)="([^"]+)"/gm);
  return [...found].flatMap(([, inline, reference, html]) => inline ?? reference ?? html ?? []);
}

/** The anchors that GitHub gives to headings, in order: a letter of any alphabet stays, a heading that comes again is numbered. */
export function anchorsOf(sections: readonly Section[]): string[] {
  const taken = new Set<string>();
  return sections
    .filter(({ level }) => level > 0)
    .map(({ heading }) => {
      const words = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*+/g, '');
      const slug = words
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
        .replaceAll(' ', '-');
      let anchor = slug;
      for (let again = 1; taken.has(anchor); again++) anchor = `${slug}-${again}`;
      taken.add(anchor);
      return anchor;
    });
}

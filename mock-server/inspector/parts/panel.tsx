import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './panel.css';

/** A titled region of the page. */
export function Panel({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

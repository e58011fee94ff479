import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

/** How far an element is scrolled, and how high it is. */
export function useScroll(ref: { readonly current: HTMLElement | null }): {
  readonly topPx: number;
  readonly heightPx: number;
} {
  const scroll = useSignal({ topPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const look = () => {
      scroll.value = { topPx: element.scrollTop, heightPx: element.clientHeight };
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [ref, scroll]);
  return scroll.value;
}

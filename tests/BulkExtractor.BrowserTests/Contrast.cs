using Microsoft.Playwright;

namespace BulkExtractor.BrowserTests;

/// <summary>Measures the contrast of every text on a page against what lies behind it, as WCAG 2 defines it.</summary>
internal static class Contrast
{
    private const string Measure =
        """
        least => {
          const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
          const pixel = layers => {
            canvas.clearRect(0, 0, 1, 1);
            for (const layer of layers) { canvas.fillStyle = layer; canvas.fillRect(0, 0, 1, 1); }
            return [...canvas.getImageData(0, 0, 1, 1).data];
          };
          const light = ([r, g, b]) => {
            const [x, y, z] = [r, g, b]
              .map(c => c / 255)
              .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
            return .2126 * x + .7152 * y + .0722 * z;
          };
          const behind = element => {
            const layers = [];
            for (let at = element; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
            return ['Canvas', ...layers];
          };
          // A page has few pairs of colours, and a pixel is dear to read.
          const known = new Map();
          const between = (layers, color) => {
            const pair = [...layers, color].join();
            if (!known.has(pair)) {
              const [a, b] = [light(pixel(layers)), light(pixel([...layers, color]))];
              known.set(pair, (Math.max(a, b) + .05) / (Math.min(a, b) + .05));
            }
            return known.get(pair);
          };
          const bad = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const text = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
            if (!text || !element.checkVisibility() || element.closest('.sr, .skip, svg')) continue;
            const ratio = between(behind(element), getComputedStyle(element).color);
            if (ratio >= least) continue;
            bad.push(`${ratio.toFixed(2)}: ${text.slice(0, 40)} (${element.className || element.tagName})`);
          }
          return bad;
        }
        """;

    public static Task<string[]> FindTooLowAsync(IPage page, double least) =>
        page.EvaluateAsync<string[]>(Measure, least);
}

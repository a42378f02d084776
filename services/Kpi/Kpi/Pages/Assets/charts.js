// Draws a table of a page as a chart above it. Without this the table says the same.
"use strict";
(() => {
  const { library } = document.currentScript.dataset;
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const word = cell => cell.textContent.trim();
  const rows = figure => [...figure.querySelectorAll("tbody tr")].map(row => [...row.cells]);
  const axis = () => ({ grid: { color: colour("line") }, ticks: { color: colour("text") } });

  // Rows are severities, columns are ages.
  const stacked = figure => ({
    type: "bar",
    data: {
      labels: [...figure.querySelectorAll("thead th")].slice(1).map(word),
      datasets: rows(figure).map(([severity, ...cells]) => ({
        label: word(severity), data: cells.map(cell => Number(cell.querySelector("data").value)), backgroundColor: colour(word(severity)), maxBarThickness: 60,
      })),
    },
    options: { scales: { x: { ...axis(), stacked: true }, y: { ...axis(), stacked: true, beginAtZero: true, ticks: { ...axis().ticks, precision: 0 } } } },
  });

  // Rows are instants, columns are figures; drawn are the first three, which are numbers of findings.
  const trend = figure => ({
    type: "line",
    data: {
      labels: rows(figure).map(([at]) => at.querySelector("time").dateTime.slice(0, 10)),
      datasets: [["critical", []], ["high", []], ["bad", [5, 4]]].map(([name, dash], i) => ({
        label: word(figure.querySelectorAll("thead th")[i + 1]), data: rows(figure).map(row => Number(row[i + 1].querySelector("data").value)),
        borderColor: colour(name), backgroundColor: colour(name), borderDash: dash, borderWidth: 2, pointRadius: 2,
      })),
    },
    options: { scales: { x: axis(), y: { ...axis(), beginAtZero: true, ticks: { ...axis().ticks, precision: 0 } } } },
  });

  // Rows are spans: tool, rules, severity, from, to.
  const spans = figure => {
    const at = cell => cell.querySelector("time") ? Date.parse(cell.querySelector("time").dateTime) : Date.parse(figure.dataset.until);
    const all = rows(figure).map(([tool, , severity, from, to]) => ({ tool: word(tool), severity: word(severity), x: [at(from), at(to)] }));
    const day = time => new Date(time).toISOString().slice(0, 10);
    return {
      type: "bar",
      data: {
        labels: [...new Set(all.map(span => span.tool))],
        datasets: [...new Set(all.map(span => span.severity))].map(severity => ({
          label: severity, backgroundColor: colour(severity), grouped: false, maxBarThickness: 18, minBarLength: 2,
          data: all.filter(span => span.severity === severity).map(span => ({ x: span.x, y: span.tool })),
        })),
      },
      options: {
        indexAxis: "y",
        scales: { x: { ...axis(), min: Math.min(...all.map(span => span.x[0])), max: Math.max(...all.map(span => span.x[1])), ticks: { ...axis().ticks, callback: day, maxTicksLimit: 6 } }, y: axis() },
        plugins: { tooltip: { callbacks: { label: ({ raw, dataset }) => `${dataset.label}: ${day(raw.x[0])} to ${day(raw.x[1])}` } } },
      },
    };
  };

  const draw = figure => {
    figure.dataset.drawn = "";
    if (rows(figure).length === 0) return;
    const place = document.createElement("div");
    place.className = "chart";
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `Chart: ${word(figure.querySelector("caption"))}; the table has the numbers`);
    place.append(canvas);
    figure.prepend(place);
    const config = { stacked, spans, trend }[figure.dataset.chart](figure);
    config.options.animation = false;
    config.options.maintainAspectRatio = false;
    config.options.plugins = { ...config.options.plugins, legend: { labels: { color: colour("text") } } };
    return new Chart(canvas, config);
  };

  let charts = [];
  const drawAll = () => {
    charts.forEach(chart => chart?.destroy());
    document.querySelectorAll(".chart").forEach(place => place.remove());
    charts = [...document.querySelectorAll("figure[data-chart]")].map(draw);
  };
  const start = () => {
    drawAll();
    // What takes longer to compute than the page does is fetched once the page is there; elsewhere than on its own page only its chart is shown.
    document.querySelectorAll("figure[data-from]").forEach(async figure => {
      const answer = await fetch(figure.dataset.from);
      if (!answer.ok) return;
      const whole = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("figure[data-chart]");
      if (!("whole" in figure.dataset)) {
        whole.querySelector(".scroll").className = "unseen";
        whole.querySelector("[tabindex]").removeAttribute("tabindex");
        whole.querySelectorAll("a").forEach(link => link.replaceWith(...link.childNodes));
      }
      figure.replaceWith(whole);
      charts.push(draw(whole));
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  };
  // The library takes longer to read than the page does: it comes once the page is painted.
  requestAnimationFrame(() => setTimeout(() => document.head.append(Object.assign(document.createElement("script"), { src: library, onload: start }))));
})();

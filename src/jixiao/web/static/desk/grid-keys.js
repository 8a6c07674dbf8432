"use strict";
/* The keyboard and the clipboard of the grid. */
window.desk = window.desk || {};
(function (desk) {
  const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  function step(grid, down, across, extend) {
    const to = { row: grid.to.row + down, column: grid.to.column + across };
    if (extend) grid.extend(to); else grid.choose(to);
  }

  /* Along the row, then to the next; false where the grid ends and the focus may leave it. */
  function next(grid, back) {
    const last = grid.columns.length - 1;
    let { row, column } = grid.to;
    column += back ? -1 : 1;
    if (column > last) { row += 1; column = 1; }
    if (column < 1) { row -= 1; column = last; }
    if (row < 0 || row >= grid.rows.length) return false;
    grid.choose({ row, column });
    return true;
  }

  function idle(grid, event) {
    const key = event.key, control = event.ctrlKey || event.metaKey;
    if (ARROWS[key] && event.altKey) {
      if (ARROWS[key][0]) grid.move(ARROWS[key][0]); else return false;
    } else if (ARROWS[key]) {
      const far = control ? 10000 : 1;
      step(grid, ARROWS[key][0] * far, ARROWS[key][1] * far, event.shiftKey);
    } else if (key === "Home" || key === "End") {
      const far = key === "Home" ? -10000 : 10000;
      step(grid, control ? far : 0, far, event.shiftKey);
    } else if (key === "PageUp" || key === "PageDown") step(grid, key === "PageUp" ? -10 : 10, 0, event.shiftKey);
    else if (key === "Tab") return next(grid, event.shiftKey);
    else if (key === "Enter" && control) grid.insert();
    else if (key === "Enter" || key === "F2") { if (grid.rows.length) grid.edit(); else grid.insert(); }
    else if (key === "Insert") grid.insert();
    else if ((key === "Delete" || key === "Backspace") && control) grid.remove();
    else if (key === "Delete" || key === "Backspace") grid.clear();
    else if (key === "Escape") grid.leave();
    else if (control && !event.altKey) return controlled(grid, event);
    else return false;
    return true;
  }

  function controlled(grid, event) {
    const key = event.key.toLowerCase();
    if (key === "z") grid.undo(!event.shiftKey);
    else if (key === "y") grid.undo(false);
    else if (key === "d") grid.fillDown();
    else if (key === "a") { grid.from = { row: 0, column: 1 }; grid.extend({ row: grid.rows.length - 1, column: grid.columns.length - 1 }); }
    else {
      // Something must be selected, or the browser has nothing to copy.
      if (key === "c" || key === "x") { grid.catcher.value = grid.block(); grid.catcher.select(); }
      return false;
    }
    return true;
  }

  function typing(grid, event) {
    const key = event.key, listed = !grid.list.hidden;
    if (key === "Escape") grid.cancel();
    else if (key === "Enter" && event.altKey) {
      grid.catcher.setRangeText("\n", grid.catcher.selectionStart, grid.catcher.selectionEnd, "end");
      grid.lay();
    } else if (key === "Enter") { grid.commit(grid.optionText()); step(grid, event.shiftKey ? -1 : 1, 0); }
    else if (key === "Tab") { grid.commit(grid.optionText()); next(grid, event.shiftKey); }
    else if (listed && (key === "ArrowDown" || key === "ArrowUp")) grid.point(grid.option + (key === "ArrowDown" ? 1 : -1));
    else if (grid.mode === "typing" && ARROWS[key]) { grid.commit(); step(grid, ...ARROWS[key]); }
    else return false;
    return true;
  }

  desk.gridKeys = function (grid) {
    const catcher = grid.catcher;
    catcher.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if ((grid.mode === "idle" ? idle : typing)(grid, event)) event.preventDefault();
    });
    catcher.addEventListener("compositionstart", () => { if (grid.mode === "idle" && grid.edits) grid.begin("typing"); });
    catcher.addEventListener("input", (event) => {
      if (grid.mode === "idle") {
        if (!grid.rows.length) grid.insert();
        grid.begin("typing");
      } else { grid.mode = grid.mode === "editing" && !grid.list.hidden ? "typing" : grid.mode; grid.offer(); grid.lay(); }
      if (!event.isComposing) grid.changed();
    });
    catcher.addEventListener("compositionend", () => grid.changed());
    catcher.addEventListener("blur", () => grid.commit());
    catcher.addEventListener("paste", (event) => {
      if (grid.mode !== "idle") return;
      event.preventDefault();
      grid.paste(event.clipboardData.getData("text/plain"), event.clipboardData.getData("text/html"));
    });
    const out = (event) => {
      if (grid.mode !== "idle") return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", grid.block());
      catcher.value = "";
      if (event.type === "cut") grid.clear();
    };
    catcher.addEventListener("copy", out);
    catcher.addEventListener("cut", out);
  };
})(window.desk);

"""What style the HTML has: colours that stand on light and on dark ground alike, since each viewer has its own."""

_RULES = (
    "{line-height:1.6;font-size:.95em}",
    " ul{list-style:none;margin:0;padding-left:1.2em}",
    " summary{cursor:pointer}",
    " small{opacity:.7}",
    " p{margin:.3em 0}",
    " mark{color:inherit;background:rgba(255,190,0,.28);border-radius:2px}",
    " mark.asked{background:rgba(255,160,0,.65);font-weight:600}",
    " .raw{white-space:pre-wrap;overflow-wrap:anywhere;max-width:48em}",
    " .scroll{overflow:auto;max-height:32em}",
    " table{border-collapse:collapse;margin:0}",
    " :is(th,td){text-align:left;vertical-align:top;padding:.15em .6em;border-bottom:1px solid rgba(128,128,128,.35)}",
    " .scroll :is(th,td){white-space:nowrap}",
    " td.n{text-align:right;font-variant-numeric:tabular-nums}",
    # Only where the viewer left the event attribute is there anything to click on.
    " table[onclick] th{cursor:pointer}",
    " table[onclick] th::after{content:' \\2195';opacity:.4}",
    " table[onclick] th[aria-sort=ascending]::after{content:' \\25b2';opacity:1}",
    " table[onclick] th[aria-sort=descending]::after{content:' \\25bc';opacity:1}",
)
# Three times the class, to be stronger than what viewers say of all tables and lists.
STYLE = "".join(f".zfbg.zfbg.zfbg{rule}" for rule in _RULES)

# Sorts the rows of the table by the column whose head was clicked on: numbers by data-k, words as Chinese sorts them.
SORT = (
    "(t=&gt;{const h=event.target.closest('th');if(!h)return;"
    "const d=h.getAttribute('aria-sort')==='ascending'?-1:1,i=h.cellIndex,n='n' in h.dataset;"
    "for(const o of h.parentNode.cells)o.removeAttribute('aria-sort');"
    "h.setAttribute('aria-sort',d&gt;0?'ascending':'descending');"
    "const k=r=&gt;n?r.cells[i].dataset.k:r.cells[i].textContent;"
    "const b=t.tBodies[0];[...b.rows].sort((p,q)=&gt;{const x=k(p),y=k(q);"
    "if(!x||!y)return(y?1:0)-(x?1:0);return d*(n?x-y:x.localeCompare(y,'zh'))}).forEach(r=&gt;b.append(r))})(this)"
)
ENTER = "if(event.key==='Enter'&amp;&amp;event.target.tagName==='TH')event.target.click()"

"""What style the HTML has: colours that stand on light and on dark ground alike, since each viewer has its own."""

STYLE = (
    ".zfbg{line-height:1.6;font-size:.95em}"
    ".zfbg ul{list-style:none;margin:0;padding-left:1.2em}"
    ".zfbg summary{cursor:pointer}"
    ".zfbg small{opacity:.7}"
    ".zfbg p{margin:.3em 0}"
    ".zfbg mark{color:inherit;background:rgba(255,190,0,.28);border-radius:2px}"
    ".zfbg mark.asked{background:rgba(255,160,0,.65);font-weight:600}"
    ".zfbg .raw{white-space:pre-wrap;overflow-wrap:anywhere;max-width:48em}"
    ".zfbg .scroll{overflow:auto;max-height:32em}"
    ".zfbg table{border-collapse:collapse}"
    ".zfbg th,.zfbg td{text-align:left;vertical-align:top;padding:.15em .6em;"
    "border-bottom:1px solid rgba(128,128,128,.35)}"
    ".zfbg td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
    # Only where the viewer left the event attribute is there anything to click on.
    ".zfbg table[onclick] th{cursor:pointer;white-space:nowrap}"
    ".zfbg table[onclick] th::after{content:' \\2195';opacity:.4}"
    ".zfbg table[onclick] th[aria-sort=ascending]::after{content:' \\25b2';opacity:1}"
    ".zfbg table[onclick] th[aria-sort=descending]::after{content:' \\25bc';opacity:1}"
)

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

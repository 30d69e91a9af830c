"""Addresses of a desk that concern the dues of the city."""

from django.urls import path

from .views import desk, leaving, papers

app_name = "dues"
urlpatterns = [
    path("<str:slug>/dues/", desk.index, name="index"),
    path("<str:slug>/dues/region/", leaving.region, name="region"),
    path("<str:slug>/dues/region.<str:ending>", leaving.region_export, name="region_export"),
    path("<str:slug>/dues/withdrawals/<slug:body>/", leaving.withdraw, name="withdraw"),
    path("<str:slug>/dues/<slug:key>/", desk.invoice, name="invoice"),
    path("<str:slug>/dues/<slug:key>/proofs/new/", desk.bring, name="bring"),
    path("<str:slug>/dues/<slug:key>/invoice.pdf", papers.invoice, name="pdf"),
    path("<str:slug>/dues/receipts/<slug:key>.pdf", papers.receipt, name="receipt"),
    path("<str:slug>/dues/proofs/<slug:key>/<int:number>.webp", papers.page, name="page"),
]
